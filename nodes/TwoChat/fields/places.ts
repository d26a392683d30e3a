/** Places on the map. */
import { text, WrongValue } from '../../../engine/define';

/** 2Chat expects degrees as text. @throws WrongValue for a value that is not a valid coordinate */
const degrees = (label: string, most: number) => (value: unknown) => {
	const degree = Number(String(value).trim());
	if (!Number.isFinite(degree) || Math.abs(degree) > most)
		throw new WrongValue(`a number from -${most} to ${most} is needed`, label);
	return String(degree);
};

export const latitude = text(
	'latitude',
	'Latitude',
	'Degrees north of the equator, from -90 to 90; negative for south',
	{
		required: true,
		placeholder: 'e.g. 12.9756',
		send: { as: 'pin.latitude', value: degrees('Latitude', 90) },
	},
);

export const longitude = text(
	'longitude',
	'Longitude',
	'Degrees east of Greenwich, from -180 to 180; negative for west',
	{
		required: true,
		placeholder: 'e.g. 77.6068',
		send: { as: 'pin.longitude', value: degrees('Longitude', 180) },
	},
);
