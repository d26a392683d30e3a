/** Orders: the shopping carts that customers send. */
import { text } from '../../../engine/fields';
import { items } from '../../../engine/output';
import type { Resource } from '../../../engine/types';

export const orderResource: Resource = {
	name: 'Order',
	value: 'order',
	description: 'Orders: shopping carts that customers send you',
	operations: [
		{
			name: 'Get Items',
			value: 'getItems',
			action: 'Get the items of an order',
			description: 'Read which products a customer ordered, how many and at what price',
			request: { method: 'GET', path: '/business/orders/{OrderID}' },
			fields: [
				text('orderId', 'Order ID', 'The ID of the order', {
					required: true,
					placeholder: 'e.g. 8473920183746251',
					hint: 'In the message with the order it is called "order_id"',
					limits: { pattern: /^\d{10,18}$/, patternHint: 'an order ID of 10 to 18 digits' },
					send: { as: 'OrderID' },
				}),
				text(
					'orderToken',
					'Order Token',
					'The secret of the order, which has to be given with its ID',
					{
						required: true,
						typeOptions: { password: true },
						placeholder: 'e.g. AR6oiV5cQjZsGfjvfDwl0DXfnAE+OPRkWAQtFDaB9wxPlQ==',
						hint: 'In the message with the order it is called "token"',
						send: { as: 'order_token' },
					},
				),
			],
			output: items('items'),
		},
	],
};
