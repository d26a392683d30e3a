/**
 * Which addresses are on this machine or in its own network. A webhook's body may hold any link, and
 * whoever can send one must not make n8n fetch from there.
 */

/** Ranges of IPv4 that are not on the internet, as the first bits of an address. */
const LOCAL_V4: Array<[base: number, bits: number]> = [
	[0x00000000, 8],
	[0x0a000000, 8],
	[0x64400000, 10],
	[0x7f000000, 8],
	[0xa9fe0000, 16],
	[0xac100000, 12],
	[0xc0000000, 24],
	[0xc0a80000, 16],
	[0xc6120000, 15],
	[0xe0000000, 3],
];

/** Addresses of IPv6 that stand for one of IPv4: mapped, translated (NAT64), 6to4. */
const V4_INSIDE =
	/^(?:::ffff:(?:0:)?|64:ff9b::)([\da-f]{1,4}):([\da-f]{1,4})$|^2002:([\da-f]{1,4}):([\da-f]{1,4})(?::|$)/;

function isLocalV4(address: number): boolean {
	return LOCAL_V4.some(([base, bits]) => address >>> (32 - bits) === base >>> (32 - bits));
}

function isLocalV6(address: string): boolean {
	const [, high = '', low = '', high6to4 = '', low6to4 = ''] = V4_INSIDE.exec(address) ?? [];
	if (high || high6to4)
		return isLocalV4(
			((parseInt(high || high6to4, 16) << 16) | parseInt(low || low6to4 || '0', 16)) >>> 0,
		);
	// Unspecified, loopback, unique local, link-local, site-local, multicast.
	return /^::1?$|^f[cd]|^fe[89a-f]|^ff/.test(address);
}

/**
 * True for a URL that leads to a local address, as far as its own text says so: a public name that
 * its DNS leads to a local address is not seen. Also true for what is no HTTP URL.
 */
export function isLocalAddress(url: string): boolean {
	if (!URL.canParse(url)) return true;
	const { protocol, hostname } = new URL(url);
	if (protocol !== 'https:' && protocol !== 'http:') return true;
	if (hostname.startsWith('[')) return isLocalV6(hostname.slice(1, -1));
	// URL writes every form of IPv4 with dots.
	if (/^\d+\.\d+\.\d+\.\d+$/.test(hostname))
		return isLocalV4(
			hostname.split('.').reduce((address, part) => ((address << 8) | Number(part)) >>> 0, 0),
		);
	const name = hostname.replace(/\.$/, '');
	return !name.includes('.') || /\.(localhost|local|internal|lan|home|corp|home\.arpa)$/.test(name);
}
