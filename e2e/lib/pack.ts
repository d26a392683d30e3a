/** Puts the package where n8n puts community packages, in the form in which n8n puts it there. */
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { stagePackage } from '../../scripts/package/stage';

export interface InstalledPackage {
	name: string;
	version: string;
	/** Where it was put: an ordinary folder, not a link. */
	directory: string;
}

interface Manifest extends Record<string, unknown> {
	name: string;
	version: string;
	dependencies?: Record<string, string>;
}

/**
 * Copies an unpacked npm package below an n8n user folder as n8n's own installation leaves it:
 * devDependencies, peerDependencies and optionalDependencies are taken out of its package.json and
 * nothing is installed for it. Rejects a package with dependencies, which n8n would have to fetch.
 */
export async function installPackage(
	unpacked: string,
	userFolder: string,
): Promise<InstalledPackage> {
	const text = await readFile(path.join(unpacked, 'package.json'), 'utf8');
	const { devDependencies, peerDependencies, optionalDependencies, ...manifest } = JSON.parse(
		text,
	) as Manifest;
	if (Object.keys(manifest.dependencies ?? {}).length > 0) {
		throw new Error(`${manifest.name} has dependencies; they would be missing in n8n`);
	}
	const directory = path.join(userFolder, '.n8n/nodes/node_modules', manifest.name);
	await mkdir(path.dirname(directory), { recursive: true });
	await cp(unpacked, directory, { recursive: true, dereference: true, errorOnExist: true });
	await writeFile(path.join(directory, 'package.json'), JSON.stringify(manifest, null, 2));
	return { name: manifest.name, version: manifest.version, directory };
}

/** Builds and packs this project as npm would publish it and installs the result. */
export async function installThisPackage(userFolder: string): Promise<InstalledPackage> {
	const { directory } = await stagePackage();
	return await installPackage(directory, userFolder);
}
