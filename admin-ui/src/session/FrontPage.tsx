import { Card, CardBody, Content, Title } from '@patternfly/react-core';
import { useEffect, type ReactNode } from 'react';

import { Logo } from '../ui/Logo';
import { BRAND, ownName } from '../ui/brand';
import { setPageName } from '../ui/pageTitle';

interface FrontPageProps {
  name: string;
  title: string;
  lead?: ReactNode;
  hubName?: string | undefined;
  children: ReactNode;
}

/** A page for whoever is not signed in: one card, one thing to do. */
export function FrontPage({ name, title, lead, hubName, children }: FrontPageProps) {
  useEffect(() => {
    setPageName(name);
  }, [name]);
  const named = ownName(hubName);
  return (
    <main className="hf-front">
      <div className="hf-front-brand">
        <Logo size={40} />
        <span className="hf-wordmark">{BRAND}</span>
      </div>
      <Card className="hf-front-card">
        <CardBody>
          {named === undefined ? null : <p className="hf-eyebrow">{named}</p>}
          <Title headingLevel="h1" size="2xl">
            {title}
          </Title>
          {lead === undefined ? null : <Content className="hf-lead">{lead}</Content>}
          {children}
        </CardBody>
      </Card>
    </main>
  );
}
