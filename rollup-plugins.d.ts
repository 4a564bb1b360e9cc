/**
 * What rollup.config.ts calls of plugins whose own types describe their CommonJS file, while Node loads their ES module:
 * by those the compiler would see an object where there is a function.
 */
declare module '@rollup/plugin-commonjs' {
  /**
   * @param options.ignore which modules stay `require()`
   * @param options.strictRequires `auto`: only code in circles is wrapped in functions
   */
  export default function commonjs(options: {
    ignore: (id: string) => boolean;
    strictRequires: 'auto';
  }): import('rollup').Plugin;
}

declare module '@rollup/plugin-json' {
  export default function json(): import('rollup').Plugin;
}

declare module 'rollup-plugin-license' {
  /** Writes the licenses of all packages that came into the bundle. */
  export default function license(options: {
    thirdParty: { output: { file: string; template: (packages: Dependency[]) => string } };
  }): import('rollup').Plugin;

  export interface Dependency {
    name: string;
    licenseText: string | null;
    /** All that is said of it. */
    text(): string;
  }
}
