/** WhatsApp status updates ("stories"). 2Chat queues them. */
import { number, text } from '../../../engine/fields';
import type { Operation, Resource } from '../../../engine/types';
import { numberNotReady } from '../advice';
import { fromNumber, media, messageText, unofficial } from '../fields';

const story = (
	kind: 'text' | 'image' | 'video',
	operation: Pick<Operation, 'name' | 'value' | 'action' | 'description' | 'fields' | 'options'>,
): Operation => ({
	...operation,
	request: { method: 'POST', path: `/whatsapp/set-${kind}-status/{number}` },
	advice: numberNotReady,
	fields: [fromNumber('number'), ...(operation.fields ?? [])],
});

export const storyResource: Resource = {
	name: 'Story',
	value: 'story',
	description: 'Status updates that your contacts see for a day',
	operations: [
		story('image', {
			name: 'Post Image',
			value: 'postImage',
			action: 'Post an image story',
			description:
				'Post a picture as a status update (story) of your number. The answer means that 2Chat accepted it.',
			fields: media('image_url', 'Image', ['image/*']),
		}),
		story('text', {
			name: 'Post Text',
			value: 'postText',
			action: 'Post a text story',
			description:
				'Post a text as a status update (story) of your number. The answer means that 2Chat accepted it.',
			fields: [messageText('The text of the status update', { required: true })],
			options: [
				{
					...text('backgroundColor', 'Background Color', 'The color behind the text', {
						default: '#0275d8',
						placeholder: 'e.g. #0275d8',
						send: { as: 'params.backgroundColor' },
					}),
					type: 'color',
				},
				number('font', 'Font', 'The number of the font, as WhatsApp counts its fonts', {
					default: 10,
					typeOptions: { numberPrecision: 0 },
					send: { as: 'params.font' },
				}),
			],
		}),
		story('video', {
			name: 'Post Video',
			value: 'postVideo',
			action: 'Post a video story',
			description: unofficial('Post a video as a status update (story) of your number'),
			fields: media('video_url', 'Video', ['video/*']),
		}),
	],
};
