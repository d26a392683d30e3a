/** Messages: sending, reading and changing them. */
import type { Resource } from '../../../engine/define';
import { actionOperations } from './messageActions';
import { contentOperations } from './messageCards';
import { interactiveOperations } from './messageInteractive';
import { mediaOperations } from './messageMedia';
import { textOperations } from './messageText';
import { storyMessageOperations } from './story';

export const messageResource: Resource = {
	name: 'Message',
	value: 'message',
	description: 'Send, read and act on messages',
	operations: [
		...textOperations,
		...mediaOperations,
		...contentOperations,
		...interactiveOperations,
		...storyMessageOperations,
		...actionOperations,
	],
};
