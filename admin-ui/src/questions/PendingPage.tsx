import { Content, EmptyState, EmptyStateBody, Gallery, Skeleton } from '@patternfly/react-core';
import HandPaperIcon from '@patternfly/react-icons/dist/esm/icons/hand-paper-icon';
import { useSearchParams } from 'react-router';

import { whereToRun } from '../hub/commandLine';
import { PairCommand } from '../hub/PairCommand';
import { PolicyNote } from '../hub/PolicyNote';
import { Fetched } from '../ui/Fetched';
import { Page } from '../ui/Page';
import { AnswerDialog } from './dialogs/AnswerDialog';
import { useQuestions } from './queries';
import { QuestionCard } from './QuestionCard';

const OPEN = 'answer';

/** What waits for a person. */
export function PendingPage() {
  const questions = useQuestions();
  const [params, setParams] = useSearchParams();
  const open = params.get(OPEN);
  const waiting = questions.data?.find((q) => q.conversationId === open);

  return (
    <Page
      name="Pending"
      title="Pending"
      lead="Devices that wait for your answer. Names are what a device says about itself: nobody has checked them."
    >
      <PolicyNote />
      <Fetched
        query={questions}
        loading={
          <Gallery hasGutter minWidths={{ default: '100%', md: '22rem' }} aria-hidden="true">
            <Skeleton height="16rem" />
            <Skeleton height="16rem" />
          </Gallery>
        }
        empty={(items) =>
          items.length > 0 ? undefined : (
            <EmptyState headingLevel="h2" icon={HandPaperIcon} titleText="Nobody waits">
              <EmptyStateBody>
                <Content>
                  <p>
                    A device that asks to pair appears here at once. To see one, run this{' '}
                    {whereToRun(location.hostname)}:
                  </p>
                  <PairCommand />
                </Content>
              </EmptyStateBody>
            </EmptyState>
          )
        }
      >
        {(items) => (
          <Gallery
            component="ul"
            hasGutter
            minWidths={{ default: '100%', md: '22rem' }}
            aria-label="Questions"
          >
            {items.map((question) => (
              <QuestionCard
                key={question.conversationId}
                question={question}
                onOpen={() => {
                  setParams({ [OPEN]: question.conversationId });
                }}
              />
            ))}
          </Gallery>
        )}
      </Fetched>
      {open === null ? null : (
        <AnswerDialog
          key={open}
          waiting={waiting}
          items={questions.data}
          onClose={() => {
            setParams({}, { replace: true });
          }}
        />
      )}
    </Page>
  );
}
