/** Runs one case against the sandbox and compares what took effect there with what was reported. */
import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';

import type { Sandbox } from '../../sandbox';
import { sandboxCredential } from '../../sandbox/credentials';
import { type NodeResult, runNode } from '../harness/n8n';
import type { Kind, KindOfWork, Subject } from './providers';

/** n8n's settings for what happens on errors. */
export const MODES: Record<string, Partial<INode>> = {
	stop: {},
	continue: { onError: 'continueRegularOutput' },
	'error output': { onError: 'continueErrorOutput' },
	'retry on fail': { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
	'retry and continue': {
		onError: 'continueRegularOutput',
		retryOnFail: true,
		maxTries: 3,
		waitBetweenTries: 1,
	},
	'retry and error output': {
		onError: 'continueErrorOutput',
		retryOnFail: true,
		maxTries: 3,
		waitBetweenTries: 1,
	},
	'always output data': { alwaysOutputData: true },
};

export interface Case {
	subject: Subject;
	kind: Kind;
	mode: string;
	marks: string[];
	options?: IDataObject;
	/** Through TLS, at this port of this machine. */
	tlsPort?: number;
	/** Which request, counted from 1, is being signed when somebody presses Stop. */
	stopAt?: number;
}

export type Report = 'delivered' | 'failed' | 'unknown' | 'not sent';

export interface Verdict {
	/** By item. */
	reports: Report[];
	/** How often each item's request took effect at the provider. */
	effects: number[];
	/** Requests of these items in all. */
	requests: number;
	/** In words; empty when report and record agree. */
	complaints: string[];
}

let execution = 0;

/** @param one whose marks no other case may use: they tell whose requests came in */
export async function judge(sandbox: Sandbox, one: Case): Promise<Verdict> {
	const { subject, kind, mode, marks, options = {}, tlsPort, stopAt } = one;
	const work = subject.kinds[kind] as KindOfWork;
	const from = sandbox.received.length;
	const data = sandboxCredential(subject.credentialType.name, sandbox);
	let cancel = () => {};
	let signed = 0;
	const result = await runNode({
		node: subject.node,
		parameters: { ...work.parameters, options },
		items: marks.map((mark) => ({ json: { mark } })),
		settings: MODES[mode],
		executionId: String(++execution),
		credential: {
			type: subject.credentialType,
			data: tlsPort === undefined ? data : overTls(data, tlsPort),
		},
		started: (stop) => {
			cancel = stop;
		},
		signing: () => {
			if (++signed === stopAt) cancel();
		},
	});
	const isStopped = stopAt !== undefined && signed >= stopAt;
	const own = sandbox.received
		.slice(from)
		.filter(
			({ provider, operationId }) => provider === subject.name && operationId === work.operationId,
		)
		.map((request, index) => ({
			mark: work.markOf(request),
			took: request.tookEffect,
			key: work.keyOf?.(request) ?? `request ${index}`,
		}));
	const effects = marks.map((wanted) => {
		const taken = own.filter(({ mark, took }) => took && mark === wanted);
		return new Set(taken.map(({ key }) => key)).size;
	});
	const complaints: string[] = [];
	const requests = own.filter(({ mark }) => marks.includes(mark)).length;
	// n8n keeps no output of a node that was stopped: nothing is known of any item.
	const reports = isStopped
		? marks.map((): Report => 'unknown')
		: readReports(result, marks.length, complaints);
	// Not even the one that was being signed may go out.
	if (isStopped && requests >= stopAt)
		complaints.push(`${requests - stopAt + 1} requests went out after the stop`);
	for (const [index, report] of reports.entries())
		complaints.push(...disagreements(kind, report, effects[index] ?? 0, `item ${index}`));
	return {
		reports,
		effects,
		requests,
		complaints,
	};
}

/** The same addresses, behind the relay at the port. */
const overTls = (data: Record<string, string>, port: number): Record<string, string> =>
	Object.fromEntries(
		Object.entries(data).map(([name, value]) => [
			name,
			value.replace(/^http:\/\/127\.0\.0\.1:\d+/, `https://127.0.0.1:${port}`),
		]),
	);

function disagreements(kind: Kind, report: Report, effects: number, item: string): string[] {
	const found: string[] = [];
	if ((kind === 'send' || kind === 'keyed') && effects > 1) found.push(`${item} was sent twice`);
	if (report === 'delivered' && effects === 0) found.push(`${item} is a false success`);
	if (kind !== 'read' && effects > 0 && (report === 'failed' || report === 'not sent'))
		found.push(`${item} took effect, but is reported as ${report}`);
	return found;
}

function readReports(result: NodeResult, count: number, complaints: string[]): Report[] {
	const { error, items } = result;
	if (error) return readAccount(error, count, complaints);
	const reports = new Array<Report | undefined>(count);
	for (const item of items) {
		const index = (item.pairedItem as { item: number } | undefined)?.item;
		if (index === undefined) complaints.push('an output without its item');
		else if (reports[index]) complaints.push(`item ${index} is reported twice`);
		else reports[index] = reportOf(item);
	}
	return Array.from(reports, (report, index) => {
		if (!report) complaints.push(`item ${index} is lost`);
		return report ?? 'not sent';
	});
}

function reportOf({ json }: INodeExecutionData): Report {
	if (json.error === undefined) return 'delivered';
	const details = (json.details ?? {}) as IDataObject;
	if (typeof json.error !== 'string' || !json.error) return 'delivered';
	return details.mayHaveBeenDelivered || details.mayHaveBeenDone ? 'unknown' : 'failed';
}

/** The account that an error gives of all items: "Of 4 items 1 was delivered (item 1), ...". */
function readAccount(
	error: NonNullable<NodeResult['error']>,
	count: number,
	complaints: string[],
): Report[] {
	if (count === 1) return [error.context?.fate === 'unknown' ? 'unknown' : 'failed'];
	const reports = new Array<Report | undefined>(count);
	const account = /Of \d+ items .*$/.exec(error.description ?? '')?.[0] ?? '';
	const parts: Array<[Report, RegExp]> = [
		['delivered', /\d (?:was|were) (?:delivered|done) \(items? ([^)]*)\)/],
		['failed', /\d failed \(items? ([^)]*)\)/],
		['unknown', /\d may have been (?:delivered|done) \(items? ([^)]*)\)/],
		['not sent', /\d (?:was|were) not sent \(items? ([^)]*)\)/],
	];
	for (const [report, pattern] of parts)
		for (const span of pattern.exec(account)?.[1]?.split(', ') ?? []) {
			const [first = 0, last = first] = span.split(' to ').map(Number);
			// Told from 1, as in n8n's table.
			for (let index = first - 1; index < last; index++) {
				if (reports[index]) complaints.push(`item ${index} is in two lists`);
				reports[index] = report;
			}
		}
	return Array.from(reports, (report, index) => {
		if (!report) complaints.push(`item ${index} is in no list of "${error.description}"`);
		return report ?? 'not sent';
	});
}
