import { Badge, Nav, NavItem, NavList, PageSidebar, PageSidebarBody } from '@patternfly/react-core';
import { Link, useLocation } from 'react-router';

import { useQuestions } from '../questions/queries';
import { isIn, SECTIONS } from './sections';

/** Leads to the sections. */
export function Navigation({ isOpen, onSelect }: { isOpen: boolean; onSelect: () => void }) {
  const { pathname } = useLocation();
  const waiting = useQuestions().data?.length ?? 0;
  return (
    <PageSidebar isSidebarOpen={isOpen} id="sections">
      <PageSidebarBody>
        <Nav aria-label="Sections" onSelect={onSelect}>
          <NavList>
            {SECTIONS.map((section) => {
              const { name, to, icon: Icon } = section;
              return (
                <NavItem key={to} itemId={to} isActive={isIn(section, pathname)}>
                  <Link to={to}>
                    <span className="hf-nav-icon">
                      <Icon />
                    </span>
                    {name}
                    {to === '/' && waiting > 0 ? (
                      <Badge className="hf-nav-badge" screenReaderText="waiting">
                        {waiting}
                      </Badge>
                    ) : null}
                  </Link>
                </NavItem>
              );
            })}
          </NavList>
        </Nav>
      </PageSidebarBody>
    </PageSidebar>
  );
}
