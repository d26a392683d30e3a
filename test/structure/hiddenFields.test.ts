/** Fields that n8n's editor would hide, because it takes them for a choice of authentication. */
import type { INodePropertyOptions } from 'n8n-workflow';

import { publishedNodes } from '../../scripts/package/nodes';

test.each(publishedNodes().map(({ node }) => [node.description.name, node.description] as const))(
	'%s: no choice of the form decides by itself about credentials',
	(_name, { credentials = [], properties }) => {
		const decided = (field: string) =>
			credentials.flatMap(({ displayOptions }) =>
				(displayOptions?.show?.[field] ?? []).map(String),
			);
		const hidden = properties
			.filter(({ options }) => options?.length)
			.filter(({ name, options = [] }) =>
				(options as INodePropertyOptions[]).every(({ value }) =>
					decided(name).includes(String(value)),
				),
			)
			.map(({ name }) => name);
		expect(hidden).toEqual([]);
	},
);
