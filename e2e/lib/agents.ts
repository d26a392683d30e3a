/** Agents that live in n8n itself, which the node "Message an Agent" talks to. */
import type { N8nApi } from './api';

interface NewAgent {
	/** "provider/model". */
	model: string;
	/** ID of the model's credential. */
	credential: string;
}

/** @returns its ID */
export async function publishAgent(
	{ rest }: N8nApi,
	{ model, credential }: NewAgent,
): Promise<string> {
	const { id: project } = await rest.call<{ id: string }>('GET', '/rest/projects/personal');
	const agents = `/rest/projects/${project}/agents/v2`;
	const name = 'Support';
	const { id } = await rest.call<{ id: string }>('POST', agents, { name });
	const config = { name, model, credential, instructions: 'Answer customers in a short message.' };
	const { configHash: baseConfigHash } = await rest.call<{ configHash: string }>(
		'GET',
		`${agents}/${id}/config`,
	);
	await rest.call('PUT', `${agents}/${id}/config`, { config, baseConfigHash });
	await rest.call('POST', `${agents}/${id}/publish`, {});
	return id;
}
