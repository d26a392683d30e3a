/** What an event is about: when, where, and what it is called. */
import { date, type Field, longText, number, text } from '../../../engine/define';
import { unixTime } from './common';
import { viewOnce } from './messages';

export const eventFields: Field[] = [
	text('title', 'Title', 'What the event is called', {
		required: true,
		placeholder: 'e.g. Reading night',
	}),
	date('startTime', 'Start', 'When the event begins', {
		required: true,
		send: unixTime('startTime'),
	}),
];

export const eventOptions: Field[] = [
	longText('description', 'Description', 'What the event is about', {
		placeholder: 'e.g. Three authors read from their new books',
	}),
	date('endTime', 'End', 'When the event ends', { send: unixTime('endTime') }),
	number(
		'degreesLatitude',
		'Latitude',
		'Degrees north of the equator, from -90 to 90; negative for south',
		{
			placeholder: 'e.g. 12.9716',
			limits: { min: -90, max: 90 },
		},
	),
	text('locationAddress', 'Location Address', 'The street and town of the place', {
		placeholder: 'e.g. 12 River Road, Bengaluru',
	}),
	text('locationName', 'Location Name', 'What the place is called', {
		placeholder: 'e.g. Riverside Books',
	}),
	number(
		'degreesLongitude',
		'Longitude',
		'Degrees east of Greenwich, from -180 to 180; negative for west',
		{
			placeholder: 'e.g. 77.5946',
			limits: { min: -180, max: 180 },
		},
	),
	viewOnce,
];
