/** The program's version, put in at build time. */
declare const __VERSION__: string
/** When it was built, ms since 1970: a clock before that is wrong. */
declare const __BUILT__: number

/** Trusted Types (W3C), where the browser has them. */
declare var trustedTypes:
  | {
      createPolicy(
        name: string,
        rules: { createScriptURL(text: string): string },
      ): { createScriptURL(text: string): unknown }
    }
  | undefined
