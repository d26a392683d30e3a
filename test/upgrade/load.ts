/** How n8n takes the parameters of a saved node. */
import type { INode, INodeIssues, INodeType } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

/** Every path of a value, e.g. "order.entry.0.gateway". */
function pathsOf(value: unknown, above: string[] = []): string[] {
	if (typeof value !== 'object' || value === null || Object.keys(value).length === 0)
		return [above.join('.')];
	return Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...above, key]));
}

/**
 * `lost`: paths of parameters that the node does not know, which n8n drops silently.
 * `issues`: what n8n marks in the editor.
 */
export function loadParameters(
	{ description }: INodeType,
	saved: INode,
): { lost: string[]; issues: INodeIssues | null } {
	const { properties } = description;
	const parameters =
		NodeHelpers.getNodeParameters(properties, saved.parameters, true, false, saved, description) ??
		{};
	const kept = pathsOf(parameters);
	return {
		lost: pathsOf(saved.parameters).filter((path) => !kept.includes(path)),
		issues: NodeHelpers.getNodeParametersIssues(properties, { ...saved, parameters }, description),
	};
}
