/** `npm run docs`: regenerates what is made from the descriptors: tables in the pages, output schemas. */
import { stalePages } from './docs/pages';
import { staleSchemas } from './schemas/files';

const pages = stalePages(true);
const schemas = staleSchemas(true);
console.log(pages.length ? `Renewed: ${pages.join(', ')}` : 'All pages are up to date.');
console.log(
	schemas.length ? `Renewed ${schemas.length} output schemas.` : 'All schemas are up to date.',
);
