export declare const root: string
export declare function install(options?: { dev?: boolean; quiet?: boolean }): Promise<void>
