import { Content, Flex, FlexItem, PageSection, Title } from '@patternfly/react-core';
import { useEffect, type ReactNode } from 'react';

import { setPageName } from './pageTitle';

interface PageProps {
  /** Names the page in the browser's tab. */
  name: string;
  title: ReactNode;
  lead?: ReactNode;
  /** Above the title, such as where the page is. */
  above?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** A page: its one heading, what can be done about it as a whole, and its parts. */
export function Page({ name, title, lead, above, actions, children }: PageProps) {
  useEffect(() => {
    setPageName(name);
  }, [name]);
  return (
    <>
      <PageSection isWidthLimited className="hf-page-head">
        {above}
        <Flex
          justifyContent={{ default: 'justifyContentSpaceBetween' }}
          alignItems={{ default: 'alignItemsFlexStart' }}
          rowGap={{ default: 'rowGapMd' }}
        >
          <FlexItem className="hf-grow">
            <Title headingLevel="h1" size="2xl" className="hf-page-title" tabIndex={-1}>
              {title}
            </Title>
            {lead === undefined ? null : <Content className="hf-lead">{lead}</Content>}
          </FlexItem>
          {actions === undefined ? null : <FlexItem>{actions}</FlexItem>}
        </Flex>
      </PageSection>
      <PageSection isWidthLimited isFilled>
        {children}
      </PageSection>
    </>
  );
}
