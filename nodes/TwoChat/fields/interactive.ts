/** Buttons and menus of WABA messages, within Meta's limits: 2Chat hands them on as they are. */
import {
	checkButtons,
	checkSections,
	type Field,
	listSections,
	META,
	rows,
	text,
} from '../../../engine/define';

/** @throws WrongValue */
function checkedButtons(value: unknown): object[] {
	const buttons = value as object[];
	checkButtons(buttons);
	return buttons.map((reply) => ({ type: 'reply', reply }));
}

export const replyButtons = (as: string): Field =>
	rows(
		'buttons',
		'Buttons',
		'Up to three buttons below the message',
		{
			label: 'Button',
			button: 'Add Button',
			fields: [
				text('title', 'Title', 'The label of the button, up to 20 characters', {
					required: true,
					placeholder: 'e.g. Track order',
					limits: META.button,
				}),
				text(
					'id',
					'ID',
					'A value of your choice that tells you which button was tapped, up to 256 characters. The person does not see it; each button needs its own.',
					{ required: true, placeholder: 'e.g. track', limits: META.buttonId },
				),
			],
		},
		{ required: true, limits: META.buttons, send: { as, value: checkedButtons } },
	);

export const listRows = (as: string): Field =>
	listSections(
		{ as, value: (value) => checkSections(value) },
		{ section: META.section, title: META.row, description: META.rowText },
	);
