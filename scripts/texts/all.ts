/** The texts of the whole package. */
import { publishedCredentials, publishedNodes } from '../package/nodes';
import { PROVIDERS } from '../providers';
import { adviceTexts, credentialTexts, nodeTexts, type Text } from './collect';

/** In the order in which the nodes are published: forms, errors; the credentials at the end. */
export function allTexts(): Text[] {
	const nodes = publishedNodes().flatMap(({ name, node }) => {
		const provider = PROVIDERS.find(({ folder }) => folder === name)?.provider;
		return [...nodeTexts(name, node), ...(provider ? adviceTexts(name, provider) : [])];
	});
	return [...nodes, ...publishedCredentials().flatMap(credentialTexts)];
}
