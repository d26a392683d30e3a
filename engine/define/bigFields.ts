/** Fields that are made of several: files, lists with sections, template variables. */
import { choice, type Extra, file, rows, shownFor, text, toggle } from './fields';
import { fileUrl } from './sources';
import { REFUSE_BREAKS, variableTexts } from './templateText';
import type { Field, Limits } from './types';

/**
 * The file of a message for providers that fetch it by URL: its public URL, or a file of the item by
 * n8n's signed link. Both go to the same wire name.
 */
export const fileByUrl = (config: {
	provider: string;
	label: string;
	/** Wire name of the URL. */
	as: string;
	/** Parameter name of the URL; default `mediaUrl`. */
	urlName?: string;
	example: string;
	/** Wire names that get the file's name and type. */
	signedUrl?: NonNullable<Field['send']>['signedUrl'];
	limits?: Limits;
}): Field[] => [
	choice(
		'mediaSource',
		'File Source',
		`Where the file comes from. ${config.provider} downloads every file from a URL.`,
		[
			['url', 'URL'],
			[
				'file',
				'Input Binary Field',
				'A file from a previous node, shared through a link that works for one hour',
			],
		],
		{ send: { in: 'nowhere' } },
	),
	...shownFor(
		{ mediaSource: ['url'] },
		text(
			config.urlName ?? 'mediaUrl',
			`${config.label} URL`,
			'The public URL of the file. Anyone must be able to open it without logging in.',
			{
				required: true,
				placeholder: `e.g. ${config.example}`,
				send: { as: config.as, value: (value) => fileUrl(value, `${config.label} URL`) },
			},
		),
	),
	...shownFor(
		{ mediaSource: ['file'] },
		fileLink(
			'file',
			'Input Binary Field',
			`A file from a previous node${sizeText(config.limits)}. ${config.provider} downloads it through a link that works for one hour, so this n8n must be reachable from the internet.`,
			{ send: { as: config.as, signedUrl: config.signedUrl ?? {} }, limits: config.limits },
		),
	),
];

/** The same for providers that fetch files by URL: they get n8n's own signed link to it. */
export const fileLink = (name: string, label: string, description: string, extra: Extra = {}) =>
	file(name, label, description, { ...extra, send: { in: 'body', signedUrl: {}, ...extra.send } });
export const sizeText = (limits?: Limits): string =>
	limits?.maxBytes ? `, up to ${limits.maxBytes / 1048576} MB` : '';
/** The sections of a WhatsApp list message, each with its rows: `[{title, rows: [{title, description, id}]}]`. */
export const listSections = (
	send: Field['send'],
	about: {
		section?: Limits;
		title?: Limits;
		description?: Limits;
		/** Default: it is needed. */
		id?: { description: string; required: false };
	} = {},
): Field => {
	const upTo = (limits?: Limits) =>
		limits?.maxLength ? `, up to ${limits.maxLength} characters` : '';
	const fields = [
		text('title', 'Title', `The text of the choice${upTo(about.title)}`, {
			required: true,
			placeholder: 'e.g. Track my order',
			limits: about.title,
		}),
		text(
			'description',
			'Description',
			`A second line in smaller type below the title${upTo(about.description)}`,
			{
				placeholder: 'e.g. See where it is',
				limits: about.description,
			},
		),
		text(
			'id',
			'ID',
			about.id?.description ??
				'Tells you which row was chosen: it comes back in the reply. Each row needs a different one.',
			{ placeholder: 'e.g. track', ...(about.id ? {} : { required: true }) },
		),
	];
	const row = { label: 'Row', button: 'Add Row', fields };
	return rows(
		'sections',
		'Sections',
		'Groups of rows in the menu. WhatsApp shows up to ten rows in total.',
		{
			label: 'Section',
			button: 'Add Section',
			fields: [
				text('title', 'Title', `The heading of this group of rows${upTo(about.section)}`, {
					placeholder: 'e.g. Orders',
					limits: about.section,
				}),
				rows('rows', 'Rows', 'The choices in this section', row, { required: true }),
			],
		},
		{ required: true, send },
	);
};

/** The variables of a chosen template, as a form that the node's method makes from the template. */
export const variablesForm = (template: string, method: string): Field => ({
	displayName: 'Variables',
	name: 'variables',
	type: 'resourceMapper',
	noDataExpression: true,
	default: { mappingMode: 'defineBelow', value: null },
	description: 'The text that replaces each variable of the template',
	typeOptions: {
		loadOptionsDependsOn: [`${template}.value`],
		resourceMapper: {
			resourceMapperMethod: method,
			mode: 'add',
			fieldWords: { singular: 'variable', plural: 'variables' },
			addAllFields: true,
			noFieldsError: 'This template has no variables',
			multiKeyMatch: false,
			supportAutoMap: false,
		},
	},
	send: { in: 'nowhere', value: (value, values) => variableTexts(value, values) },
});

/** For people who want to hear of what would be changed in a variable. */
export const refuseLineBreaks = toggle(
	REFUSE_BREAKS,
	'Refuse Line Breaks',
	'Whether to refuse variables with line breaks, tabs or many spaces, which otherwise become one space',
	{ send: { in: 'nowhere' } },
);
