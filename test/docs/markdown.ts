/** What the documentation's pages link to and which commands they name. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const ROOT = path.resolve(__dirname, '../..');

/** All pages that a person reads, from the project's root. */
export const PAGES: string[] = [
	...globSync('*.md', { cwd: ROOT }),
	...globSync('docs/**/*.md', { cwd: ROOT }),
	...globSync('{sandbox,examples,bench,e2e}/*.md', { cwd: ROOT }),
].sort();

/** @param page path from the project's folder */
export const textOf = (page: string): string => readFileSync(path.join(ROOT, page), 'utf8');

/** Without code blocks, in which brackets are no links and # is no heading. */
export const proseOf = (page: string): string =>
	textOf(page).replace(/^( *)```[\s\S]*?^\1```/gm, '');

/** Relative targets of links and pictures: "delivery.md#the-rule". */
export const linksOf = (page: string): string[] =>
	[...proseOf(page).matchAll(/\]\(\s*<?([^)\s>]+)>?[^)]*\)/g)]
		.map(([, target]) => target as string)
		.filter((target) => !/^[a-z][a-z+.-]*:/i.test(target));

/** As GitHub makes them of headings: lower case, no punctuation, "-" for a space, "-1" for a second. */
export function anchorsOf(page: string): Set<string> {
	const anchors = new Set<string>();
	for (const [, heading] of proseOf(page).matchAll(/^#{1,6} +(.+?) *#*$/gm)) {
		const plain = (heading as string).replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
		const anchor = plain.replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/\s/g, '-');
		let name = anchor;
		for (let count = 1; anchors.has(name); count++) name = `${anchor}-${count}`;
		anchors.add(name);
	}
	return anchors;
}

/** What is wrong with a link, or undefined. */
export function linkFault(page: string, link: string): string | undefined {
	const [file = '', anchor] = decodeURIComponent(link).split('#');
	const target = file ? path.posix.join(path.posix.dirname(page), file) : page;
	if (target.startsWith('..')) return `${link} leads out of the project`;
	if (!existsSync(path.join(ROOT, target))) return `${link}: there is no ${target}`;
	if (anchor === undefined) return undefined;
	return anchorsOf(target).has(anchor) ? undefined : `${link}: ${target} has no #${anchor}`;
}

/** npm's own commands, which are not scripts. */
const OF_NPM = ['install', 'pack', 'publish', 'version', 'exec', 'ci', 'init'];

/** Scripts of package.json that a page mentions. */
export const scriptsOf = (page: string): string[] =>
	[...textOf(page).matchAll(/\bnpm (?:(?:run|run-script) (?:-\S+ )*([\w:-]+)|([a-z]+)\b)/g)]
		.map(([, script, word]) => script ?? (word as string))
		.filter((script) => !OF_NPM.includes(script) && script !== 'run');
