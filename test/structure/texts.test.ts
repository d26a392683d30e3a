/** The texts of the nodes and credentials, for people who have never read an API manual. */
import { PROVIDERS } from '../../scripts/providers';
import { allTexts } from '../../scripts/texts/all';
import { distinct } from '../../scripts/texts/collect';
import { TEXT_CHECKS, untoldLimits } from './texts';

const texts = allTexts();

describe('the texts', () => {
	test('are there in full', () => {
		const kinds = new Set(texts.map(({ kind }) => kind));
		expect(kinds.size).toBe(10);
		expect(distinct(texts).length).toBeGreaterThan(3000);
	});

	test.each(Object.entries(TEXT_CHECKS))('%s', (_title, check) => {
		expect([...new Set(check(texts))]).toEqual([]);
	});

	test.each(PROVIDERS)('document the limits of $folder', ({ provider }) => {
		expect([...new Set(untoldLimits(provider))]).toEqual([]);
	});
});
