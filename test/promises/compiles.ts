/** Whether published code still compiles with the text of one of its files replaced. */
import path from 'node:path';
import ts from 'typescript';

/**
 * One compiler for many checks: each reads one file again.
 * @returns the first error, or nothing
 */
export function compilerFor(root: string): (file: string, text: string) => string | undefined {
	const { config } = ts.readConfigFile(path.join(root, 'tsconfig.json'), ts.sys.readFile) as {
		config: unknown;
	};
	const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, root);
	const changed = new Map<string, string>();
	let version = 0;
	const textOf = (file: string) => changed.get(file) ?? ts.sys.readFile(file);
	const { fileExists, readFile, directoryExists, getDirectories, realpath } = ts.sys;
	const service = ts.createLanguageService({
		fileExists,
		readFile,
		directoryExists,
		getDirectories,
		realpath,
		getCompilationSettings: () => options,
		getScriptFileNames: () => fileNames,
		getScriptVersion: (file) => (changed.has(file) ? String(version) : ''),
		getScriptSnapshot: (file) => {
			const text = textOf(file);
			return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
		},
		getCurrentDirectory: () => root,
		getDefaultLibFileName: (given) => ts.getDefaultLibFilePath(given),
	});
	return (file, text) => {
		const full = path.join(root, file);
		changed.clear();
		changed.set(full, text);
		version++;
		const [found] = [
			...service.getSyntacticDiagnostics(full),
			...service.getSemanticDiagnostics(full),
		];
		return found && ts.flattenDiagnosticMessageText(found.messageText, ' ');
	};
}
