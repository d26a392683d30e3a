/** The own business profile, and catalogs as a whole. */
import { item, longText, type Resource, success, text, texts } from '../../../engine/define';
import { hours } from '../fields/business';
import { contact, to } from '../fields/common';
import { linkMessage } from '../fields/messages';

const link = linkMessage({
	pictures: [
		['product', 'First Product'],
		['business_profile', 'Picture of the Business'],
	],
	what: 'catalog',
});

export const businessResource: Resource = {
	name: 'Business',
	value: 'business',
	description: 'Your WhatsApp Business profile and catalogs',
	operations: [
		{
			name: 'Get Profile',
			value: 'getProfile',
			action: 'Get business profile',
			description:
				'Read the address, description, email, opening hours and websites of your business',
			request: { method: 'GET', path: '/business' },
		},
		{
			name: 'Send Catalog',
			value: 'sendCatalog',
			action: 'Send catalog',
			description: 'Send the link to the catalog of a business as a message with a preview',
			request: { method: 'POST', path: '/business/catalogs/{ContactID}' },
			fields: [
				to,
				{
					...contact,
					displayName: 'Catalog Owner',
					description:
						'The phone number of the business whose catalog to send, with country code. It may be your own.',
				},
				...link.fields,
			],
			options: [
				text('description', 'Description', 'The text under the title of the preview', {
					placeholder: 'e.g. All books in stock',
				}),
				...link.options.map((field) =>
					field.name === 'title'
						? {
								...field,
								description:
									'The title of the preview. Left empty, it is the name of the business.',
							}
						: field,
				),
			],
			output: item(),
		},
		{
			name: 'Update Profile',
			value: 'updateProfile',
			action: 'Update business profile',
			description:
				'Change the address, description, email, opening hours or websites that customers see',
			request: { method: 'POST', path: '/business' },
			effect: 'idempotent',
			updates: [
				text('address', 'Address', 'The street address of the business, up to 256 characters', {
					placeholder: 'e.g. 12 River Road, Bengaluru',
					limits: { maxLength: 256 },
				}),
				longText('description', 'Description', 'What the business does, up to 256 characters', {
					placeholder: 'e.g. New and used books by the river',
					limits: { maxLength: 256 },
				}),
				text(
					'email',
					'Email',
					'The email address that customers can write to, up to 128 characters',
					{
						placeholder: 'e.g. name@email.com',
						limits: { maxLength: 128 },
					},
				),
				hours,
				texts(
					'websites',
					'Websites',
					'Up to 2 web addresses of at most 256 characters each, such as your shop and your Instagram page',
					{
						placeholder: 'e.g. https://shop.example.com',
						limits: { maxItems: 2, maxLength: 256 },
						typeOptions: { multipleValueButtonText: 'Add Website' },
					},
				),
			],
			output: success,
		},
	],
};
