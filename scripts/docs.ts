/** `npm run docs`: renews the tables in README.md and docs/ from the descriptors. */
import { stalePages } from './docs/pages';

const renewed = stalePages(true);
console.log(renewed.length ? `Renewed: ${renewed.join(', ')}` : 'All pages are up to date.');
