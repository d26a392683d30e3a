/** The tables in the documentation are those of the descriptors. */
import { stalePages } from '../../scripts/docs/pages';

test('no page is stale; if this fails, run "npm run docs"', () => {
	expect(stalePages(false)).toEqual([]);
});
