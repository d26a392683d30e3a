/** The sandbox behind TLS that breaks: in the handshake, or after the sandbox has acted. */
import net from 'node:net';

import { ignoreErrors, newCertificate, type Relay, tlsRelay } from '../harness/tls';

export type Damage = 'handshake' | 'record' | 'reset' | 'end';

export interface DamagedTls extends Relay {
	/** What happens to the next connections and requests, in this order; then nothing. */
	plan: (damages: Array<Damage | undefined>) => void;
}

/** @param port where the sandbox listens */
export async function damagedTls(port: number): Promise<DamagedTls> {
	let plan: Array<Damage | undefined> = [];
	const relay = await tlsRelay(
		newCertificate(),
		(secure, wire) => {
			const sandbox = net.connect(port, '127.0.0.1');
			ignoreErrors(sandbox);
			secure.on('data', (data: Buffer) => sandbox.write(data));
			secure.on('close', () => sandbox.destroy());
			sandbox.on('close', () => secure.end());
			// The answer: the sandbox has done what was asked.
			sandbox.on('data', (data: Buffer) => {
				if (!data.subarray(0, 5).equals(Buffer.from('HTTP/'))) return void secure.write(data);
				const damage = plan[0] === 'handshake' ? undefined : plan.shift();
				if (damage === 'record') wire.write(Buffer.from([0x17, 3, 3, 0, 4, 1, 2, 3, 4]));
				else if (damage === 'reset') wire.resetAndDestroy();
				else if (damage === 'end') wire.end();
				else secure.write(data);
			});
		},
		() => plan[0] === 'handshake' && plan.shift() !== undefined,
	);
	return {
		...relay,
		plan: (damages) => {
			plan = [...damages];
		},
	};
}
