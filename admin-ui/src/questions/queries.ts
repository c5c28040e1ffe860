import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { api, unwrap } from '../api/client';

export const questionsQuery = queryOptions({
  queryKey: ['questions', 'list'],
  queryFn: async ({ signal }) => (await unwrap(api.GET('/questions', { signal }))).items,
});

/** What waits for a person, oldest first. */
export function useQuestions() {
  return useQuery(questionsQuery);
}

export type Answer = 'YES' | 'NO';

/** Answers a question. Whether that worked or not, what waits is looked up again. */
export function useAnswer() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, answer }: { id: string; answer: Answer }) =>
      unwrap(api.POST('/questions/{id}/answer', { params: { path: { id } }, body: { answer } })),
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: questionsQuery.queryKey });
    },
  });
}
