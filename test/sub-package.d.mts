/** @throws Error with all that npm said, when it does not succeed */
export function installSubPackage(folder: string): void
