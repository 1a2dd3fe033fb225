export declare function npm(...args: string[]): [command: string, ...args: string[]]
