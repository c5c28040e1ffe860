/** How long a password would last against someone who guesses well. */
export const STRENGTHS = ['Very weak', 'Weak', 'Fair', 'Good', 'Strong'] as const;

export type Estimate = (password: string) => 0 | 1 | 2 | 3 | 4;

/** Loads the estimator: with its list of known passwords it is as large as the rest of the console. */
export async function loadEstimate(): Promise<Estimate> {
  const [{ ZxcvbnFactory }, { adjacencyGraphs, dictionary }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ]);
  const estimator = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
  return (password) => estimator.check(password, ['handfast', 'admin']).score;
}
