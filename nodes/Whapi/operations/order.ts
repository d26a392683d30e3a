/** Orders: the shopping carts that customers send. */
import { items, type Resource, text } from '../../../engine/define';

export const orderResource: Resource = {
	name: 'Order',
	value: 'order',
	description: 'Shopping carts that customers send you',
	operations: [
		{
			name: 'Get Items',
			value: 'getItems',
			action: 'Get items of order',
			description: 'List the products that a customer ordered, with quantity and price',
			request: { method: 'GET', path: '/business/orders/{OrderID}' },
			fields: [
				text(
					'orderId',
					'Order ID',
					'The ID of the order, from the message in which the customer sent it',
					{
						required: true,
						placeholder: 'e.g. 8473920183746251',
						hint: 'The trigger returns it as "details.order.order_id"',
						limits: { pattern: /^\d{10,18}$/, patternHint: 'an order ID of 10 to 18 digits' },
						send: { as: 'OrderID' },
					},
				),
				text(
					'orderToken',
					'Order Token',
					'The secret that comes with the order, in the same message',
					{
						required: true,
						typeOptions: { password: true },
						placeholder: 'e.g. AR6oiV5cQjZsGfjvfDwl0DXfnAE+OPRkWAQtFDaB9wxPlQ==',
						hint: 'The trigger returns it as "details.order.token"',
						send: { as: 'order_token' },
					},
				),
			],
			output: items('items'),
			advice: {
				'403': {
					todo: 'The order token is missing or wrong. Copy it from the message with the order: the trigger returns it as "details.order.token".',
				},
			},
		},
	],
};
