/** What n8n shows beside the form of a trigger while nothing has come in yet. */
import type { TriggerPanelDefinition } from 'n8n-workflow';

const TEST =
	'<b>To try it</b>, click "Execute step", then cause one of the chosen events, for example write to your number.';
const REACHABLE = 'The address of n8n has to be reachable from the internet.';
const PUBLISHED =
	'<br /><br /><b>The workflow is published</b>: each event that comes to the production URL starts an execution, which is in the list of executions and not here.';

/**
 * For providers that get the address of the workflow from the node.
 * @param unless when they do not
 */
export const registeringPanel = (provider: string, unless = ''): TriggerPanelDefinition => ({
	executionsHelp: {
		inactive: `${TEST} The node tells ${provider} the test URL by itself. ${REACHABLE}<br /><br /><b>When it works</b>, publish the workflow: the node tells ${provider} the production URL, and each event starts an execution. ${unless}`,
		active: `${TEST}${PUBLISHED}`,
	},
	activationHint: {
		inactive: `Publish the workflow, and ${provider} calls it without this button. ${unless}`,
		active: `${provider} calls the published workflow without this button.`,
	},
});

/** For providers whose panel alone takes the address. */
export const pastingPanel = (provider: string, place: string): TriggerPanelDefinition => ({
	executionsHelp: {
		inactive: `${TEST} Before that, paste the <b>test URL</b> into the ${provider} panel (${place}). ${REACHABLE}<br /><br /><b>When it works</b>, publish the workflow and put the <b>production URL</b> in the place of the test URL.`,
		active: `${TEST} The test URL has to be in the ${provider} panel meanwhile (${place}).${PUBLISHED}`,
	},
	activationHint: {
		inactive: `Paste the test URL into the ${provider} panel first, and the production URL when the workflow is published.`,
		active: `The production URL has to be in the ${provider} panel.`,
	},
});
