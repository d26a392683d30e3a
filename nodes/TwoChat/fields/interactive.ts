/** The menu of a WABA list message. */
import { type Field, listSections, WrongValue } from '../../../engine/define';

const MOST_ROWS = 10;

interface Section {
	title?: string;
	rows?: unknown[];
}

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
	return sections;
}

export const listRows = (as: string): Field =>
	listSections(
		{ as, value: checkedSections },
		{ section: { maxLength: 24 }, title: { maxLength: 24 }, description: { maxLength: 72 } },
	);
