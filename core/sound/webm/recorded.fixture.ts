/**
 * What MediaRecorder gave for the beeps of Chromium's own fake microphone, asked for 16 kbit/s and a chunk every 100 ms: the
 * first six chunks, in Base64. Each has two packets of 60 ms.
 */
export const recorded = {
  /** Chromium 88: one cluster of unknown size for the whole recording. */
  '88': [
    'GkXfo59ChoEBQveBAULygQRC84EIQoKEd2VibUKHgQRChYECGFOAZwH/////////FUmpZpkq17GDD0JATYCGQ2hyb21lV0GGQ2hyb21lFlSua7+uvdeBAXPFhxXbjXBZpymDgQKGhkFfT1BVU2Oik09wdXNIZWFkAQEAAIC7AAAAAADhjbWERzuAAJ+BAWJkgSAfQ7Z1Af/////////ngQCjt4EAAIB7gw4QC+TBNuzFjYxJRpmkJrAHyXIn4UTqVfHwwNXd6VJgB8l5yMlXwKISI/rvZ/NkwOCj',
    'uYEAPIB7AwfJecjJV8CiEiP672fzZMDgB8l5yMlXwKISI/rvZ/NkwOAHyXnIyVfAohIj+u9n82TA4KO5gQB4gHsDB8l5yMlXwKISI/rvZ/NkwOAHyXnIyVfAohIj+u9n82TA4AfJecjJV8CiEiP672fzZMDgow==',
    'uYEAtIB7AwfJecjJV8CiEiP672fzZMDgB8l5yMlXwKISI/rvZ/NkwOAHyXnIyVfAohIj+u9n82TA4KO5gQDwgHsDB8l5yMlXwKISI/rvZ/NkwOAHyXnIyVfAohIj+u9n82TA4AfJecjJV8CiEiP672fzZMDgow==',
    'uYEBLIB7AwfJecjJV8CiEiP672fzZMDgB8l5yMlXwKISI/rvZ/NkwOAHyXnIyVfAohIj+u9n82TA4KO5gQFogHsDB8l5yMlXwKISI/rvZ/NkwOAHyXnIyVfAohIj+u9n82TA4AfJecjJV8CiEiP672fzZMDgow==',
    'uYEBpIB7AwfJecjJV8CiEiP672fzZMDgB8l5yMlXwKISI/rvZ/NkwOAHyXnIyVfAohIj+u9n82TA4KPzgQHggHuDESUHyXnIyVfAohIj+u9n82TA4IACgVDUAbv4f/pZpbAl2pkBchjnTZCRXyEWCPlGGKWT+iGPzxuy0zD8kt2cKqR+0+zUEf7ebRFUgpPk9vZFk0MUo4cI2Mfm27daG5onZQt+YiAWt75QRAz2maM=',
    '7oECHIB7gy4cvLy0QYzQ3Rjlcx/VI/RN/+IIjB/cL6cYshYvJ1mNJSIi51jROtlUjA2lhGt+ygZsgABk3zU7+KxWG8yngvudMnLKCVdWQ+DCOKM2HgB5rCr7U7HJkDTyeSXoYgQfjSmohERG3d2Jo9iBAliAe4McGQ2y6M/I83uTs85pI75JOerXKVuz6afwiNnpZzMJnKTFJc1PXEXB37TlN9K0pE360ARG3d3BCLakxSNA9bk1OT8gxjiuo6apFiSYCCRG3d2qow==',
  ],
  /** Chromium 150: a cluster for each chunk. */
  '150': [
    'GkXfo59ChoEBQveBAULygQRC84EIQoKEd2VibUKHgQRChYECGFOAZwH/////////FUmpZpkq17GDD0JATYCGQ2hyb21lV0GGQ2hyb21lFlSua7+uvdeBAXPFh+74kkc/biCDgQKGhkFfT1BVU2Oik09wdXNIZWFkAQEAAIC7AAAAAADhjbWERzuAAJ+BAWJkgSAfQ7Z1Af/////////ngQCjt4EAAIB7gw4QC+TBNuzFjYxJRpmkJrAHyXIn4UTqVfHwwNXd6VJgB8l5yMlXwKISI/rvZ/NkwOCj',
    'uYEAPIB7AwfJecjJV8CiEiP672fzZMDgB8l5yMlXwKISI/rvZ/NkwOAHyXnIyVfAohIj+u9n82TA4B9DtnUB/////////+eBeKO5gQAAgHsDB8l5yMlXwKISI/rvZ/NkwOAHyXnIyVfAohIj+u9n82TA4AfJecjJV8CiEiP672fzZMDgow==',
    'uYEAPIB7AwfJecjJV8CiEiP672fzZMDgB8l5yMlXwKISI/rvZ/NkwOAHyXnIyVfAohIj+u9n82TA4B9DtnUB/////////+eB8KO5gQAAgHsDB8l5yMlXwKISI/rvZ/NkwOAHyXnIyVfAohIj+u9n82TA4AfJecjJV8CiEiP672fzZMDgow==',
    'uYEAPIB7AwfJecjJV8CiEiP672fzZMDgB8l5yMlXwKISI/rvZ/NkwOAHyXnIyVfAohIj+u9n82TA4B9DtnUB/////////+eCAWijuYEAAIB7AwfJecjJV8CiEiP672fzZMDgB8l5yMlXwKISI/rvZ/NkwOAHyXnIyVfAohIj+u9n82TA4KM=',
    'uYEAPIB7AwfJecjJV8CiEiP672fzZMDgB8l5yMlXwKISI/rvZ/NkwOAHyXnIyVfAohIj+u9n82TA4B9DtnUB/////////+eCAeCjQISBAACAe4MRNAfJecjJV8CiEiP672fzZMDgpvY7CISIx02QmaU5DpPNkLszHHF6uj4RdtHaPiEV2GeGYOAM4OiL5HSy5jw4Ab/jhB7eEbxsQlkdWMCiC3aCDtZ66y4X/VOmeMx3jnOwfwgYU5P7Pd/RHtk2b/sS7OBMXbZEWRrLv+0alrSj',
    'QKGBADyAe4MlO7oagG9Xg7PYaq/i/ecV5zG8PK65asCpENon3C8Q5Ul+55h+PtSkiECeG2532RWztVuBfpVLJaPLZgDIkzy/9kX5m6rETPmi40TCWaOOKknniYgKzOB5U4agkscBSBhQq4BmygchgiY3Qifu/oAio/jV33A2+wqgEE4/dKfKLdV9XxkrQWnA1quuRYacNOlGZ+/9GQ2XD4luhB9DtnUB/////////+eCAlijQKWBAACAe4M5NYBNSgcj91D/iN0ED79AEc3dThv+jKRYqMBOMLTTLhEtAGGBcD1mxWLTwYM/ZkQD7+/ojRcA3cAkgoAzygckTAT+C8Nuinn9yiqHYGENq+YRZVbqLv7NPIlpQ7wpFVqGBxPrGPbzU8Aj8M4MWbztAUS7ghDp1h/vpOqAZfJAfGEOFvk6NiC6Z29OE5aOx8tVwiAgSUOgLaoQhvwYSm6j',
  ],
}

export const bytesOf = (chunk: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(chunk), (c) => c.charCodeAt(0))
