import { createHash } from 'node:crypto';

/** Ids that look random and are the same in every run with the same seed. */
export interface Ids {
	uuid(): string;
	/** Lower-case hexadecimal digits. */
	hex(length: number): string;
	/** Decimal digits, the first one not 0. */
	digits(length: number): string;
	/** 1, 2, 3, ... */
	next(): number;
}

/** The same seed gives the same ids in the same order. */
export function createIds(seed: string): Ids {
	let count = 0;
	const digest = (): string => {
		count += 1;
		return createHash('sha512').update(`${seed}:${count}`).digest('hex');
	};
	return {
		uuid() {
			const h = digest();
			const variant = '89ab'.charAt(parseInt(h.charAt(16), 16) % 4);
			return `${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(13, 16)}-${variant}${h.slice(17, 20)}-${h.slice(20, 32)}`;
		},
		hex: (length) => digest().slice(0, length),
		digits(length) {
			const h = digest();
			const digits = [...h.slice(0, length)].map((c) => String(parseInt(c, 16) % 10));
			if (digits[0] === '0') digits[0] = '7';
			return digits.join('');
		},
		next() {
			count += 1;
			return count;
		},
	};
}
