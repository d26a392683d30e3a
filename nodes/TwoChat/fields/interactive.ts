/** Buttons and menus of WABA messages, within Meta's limits: 2Chat hands them on as they are. */
import { type Field, listSections, rows, text, WrongValue } from '../../../engine/define';

const MOST_ROWS = 10;
const LONGEST_ROW_ID = 200;

interface Choice {
	id?: string;
	title?: string;
}

interface Section {
	title?: string;
	rows?: Choice[];
}

/** Refuses two alike: the reply would not tell which one was meant. @throws WrongValue */
function distinct(values: Array<string | undefined>, what: string, label: string): void {
	const twice = values.find((value, index) => value && values.indexOf(value) !== index);
	if (twice !== undefined)
		throw new WrongValue(`"${twice}" is the ${what}, but each needs its own`, label);
}

/** @throws WrongValue */
function checkedButtons(value: unknown): object[] {
	const buttons = value as Choice[];
	const titles = buttons.map(({ title }) => title?.trim());
	distinct(
		buttons.map(({ id }) => id?.trim()),
		'ID of two buttons',
		'Buttons',
	);
	distinct(titles, 'title of two buttons', 'Buttons');
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
					limits: { maxLength: 20 },
				}),
				text(
					'id',
					'ID',
					'A value of your choice that tells you which button was tapped, up to 256 characters. The person does not see it; each button needs its own.',
					{
						required: true,
						placeholder: 'e.g. track',
						limits: { maxLength: 256 },
					},
				),
			],
		},
		{ required: true, limits: { maxItems: 3 }, send: { as, value: checkedButtons } },
	);

/** WhatsApp's rules that span sections. @throws WrongValue */
function checkedSections(value: unknown): Section[] {
	const sections = value as Section[];
	const count = sections.reduce((sum, section) => sum + (section.rows?.length ?? 0), 0);
	if (count > MOST_ROWS)
		throw new WrongValue(
			`at most ${MOST_ROWS} rows in all sections together, ${count} given`,
			'Sections',
		);
	if (sections.length > 1 && sections.some(({ title }) => !title))
		throw new WrongValue('with more than one section each needs a title', 'Sections');
	const ids = sections.flatMap((section) => (section.rows ?? []).map(({ id }) => id?.trim()));
	distinct(ids, 'ID of two rows', 'Sections');
	const long = ids.find((id) => id && id.length > LONGEST_ROW_ID);
	if (long)
		throw new WrongValue(
			`the ID of a row has ${long.length} characters; at most ${LONGEST_ROW_ID} are allowed`,
			'Sections',
		);
	return sections;
}

export const listRows = (as: string): Field =>
	listSections(
		{ as, value: checkedSections },
		{ section: { maxLength: 24 }, title: { maxLength: 24 }, description: { maxLength: 72 } },
	);
