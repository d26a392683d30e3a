/**
 * `npm run texts [-- <words>]`: prints what people read in the nodes, as a text, to be read as one.
 * With words, only the sections whose names have them all, such as `whapi message`. A field that
 * several operations of a node share is printed where it comes first.
 */
import { allTexts } from './texts/all';
import { distinct, type Text } from './texts/collect';

const words = process.argv.slice(2).map((word) => word.toLowerCase());
const wanted = allTexts().filter(({ section }) =>
	words.every((word) => section.toLowerCase().includes(word)),
);

function line({ path, kind, text }: Text): string {
	const indent = '  '.repeat(path.length + 1);
	switch (kind) {
		case 'label':
			return `${indent}${text}`;
		case 'option':
			return `${indent}= ${text}`;
		case 'option description':
			return `${indent}    ${path.at(-1)}: ${text}`;
		case 'advice':
			return `${indent}${path.join(' ')}: ${text}`;
		default:
			return `${indent}  [${kind}] ${text}`;
	}
}

const texts = distinct(wanted);
let section = '';
for (const text of texts) {
	if (text.section !== section) console.log(`\n${(section = text.section)}`);
	console.log(line(text));
}
const kinds = [...new Set(texts.map(({ kind }) => kind))];
console.log(
	`\n${texts.length} texts: ${kinds.map((kind) => `${texts.filter((text) => text.kind === kind).length} ${kind}`).join(', ')}`,
);
