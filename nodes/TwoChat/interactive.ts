/** The menu of a WABA list message. */
import { rows, text } from '../../engine/fields';
import type { Field } from '../../engine/types';
import { WrongValue } from '../../engine/values';

const MOST_ROWS = 10;

interface Section {
	title?: string;
	rows?: unknown[];
}

/** WhatsApp's rules that span sections. @throws WrongValue */
export function checkedSections(value: unknown): Section[] {
	const sections = value as Section[];
	const count = sections.reduce((sum, section) => sum + (section.rows?.length ?? 0), 0);
	if (count > MOST_ROWS)
		throw new WrongValue(
			`at most ${MOST_ROWS} rows in all sections together, ${count} given`,
			'Sections',
		);
	if (sections.length > 1 && sections.some(({ title }) => !title))
		throw new WrongValue('with more than one section each needs a title', 'Sections');
	return sections;
}

export const listRows = (as: string): Field =>
	rows(
		'sections',
		'Sections',
		'Groups of rows in the menu, at most ten rows in all',
		{
			label: 'Section',
			button: 'Add Section',
			fields: [
				text(
					'title',
					'Title',
					'The heading of this group of rows; needed when there are several groups',
					{
						placeholder: 'e.g. Orders',
					},
				),
				rows(
					'rows',
					'Rows',
					'The choices',
					{
						label: 'Row',
						button: 'Add Row',
						fields: [
							text('title', 'Title', 'The text of the row, up to 24 characters', {
								required: true,
								placeholder: 'e.g. Track my order',
								limits: { maxLength: 24 },
							}),
							text('description', 'Description', 'A line under the title, up to 72 characters', {
								placeholder: 'e.g. See where it is',
								limits: { maxLength: 72 },
							}),
							text(
								'id',
								'ID',
								'A short word that comes back when the row is chosen; each row needs its own',
								{
									required: true,
									placeholder: 'e.g. track',
								},
							),
						],
					},
					{ required: true },
				),
			],
		},
		{ required: true, send: { as, value: checkedSections } },
	);
