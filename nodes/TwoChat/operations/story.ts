/** WhatsApp status updates ("stories"). 2Chat queues them. */
import { number, type Operation, type Resource, text } from '../../../engine/define';
import { numberNotReady } from '../advice';
import { fromNumber, media, messageText, unofficial } from '../fields/common';

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
	description: 'Stories (WhatsApp Status), which disappear after 24 hours',
	operations: [
		story('image', {
			name: 'Post Image',
			value: 'postImage',
			action: 'Post image story',
			description:
				'Post an image as a story (WhatsApp Status) of your number. 2Chat puts it in a queue and publishes it a little later.',
			fields: media('image_url', 'Image', ['image/*']),
		}),
		story('text', {
			name: 'Post Text',
			value: 'postText',
			action: 'Post text story',
			description:
				'Post a text as a story (WhatsApp Status) of your number. 2Chat puts it in a queue and publishes it a little later.',
			fields: [
				messageText('The text to show in the story', {
					required: true,
					placeholder: 'e.g. We are open until 8 pm today',
				}),
			],
			options: [
				{
					...text(
						'backgroundColor',
						'Background Color',
						'The color behind the text, as a hex code',
						{
							default: '#0275d8',
							placeholder: 'e.g. #0275d8',
							send: { as: 'params.backgroundColor' },
						},
					),
					type: 'color',
				},
				number(
					'font',
					'Font',
					'The number of a WhatsApp font style. 2Chat gives 10 as an example.',
					{
						default: 10,
						typeOptions: { numberPrecision: 0 },
						send: { as: 'params.font' },
					},
				),
			],
		}),
		story('video', {
			name: 'Post Video',
			value: 'postVideo',
			action: 'Post video story',
			description: unofficial(
				'Post a video as a story (WhatsApp Status) of your number. 2Chat puts it in a queue and publishes it a little later',
			),
			fields: media('video_url', 'Video', ['video/*'], 'https://example.com/tour.mp4'),
		}),
	],
};
