import {
  Masthead,
  MastheadBrand,
  MastheadContent,
  MastheadLogo,
  MastheadMain,
  MastheadToggle,
  Page,
  PageToggleButton,
  SkipToContent,
  Toolbar,
  ToolbarContent,
  ToolbarItem,
} from '@patternfly/react-core';
import { useState, type ReactNode } from 'react';
import { Link, Outlet } from 'react-router';

import { LiveBanner } from '../live/LiveBanner';
import { QuestionWatch } from '../questions/QuestionWatch';
import { pendingRoute } from '../questions/routes';
import { useSession } from '../session/queries';
import { Logo } from '../ui/Logo';
import { Toasts } from '../ui/Toasts';
import { BRAND, ownName } from '../ui/brand';
import { HubMenu } from './HubMenu';
import { Navigation } from './Navigation';
import { ShortcutsDialog } from './ShortcutsDialog';
import { useFocusOnNavigation } from './useFocusOnNavigation';
import { useShortcuts } from './useShortcuts';

const MAIN = 'main';

function HomeLink({ className, children }: { className?: string; children?: ReactNode }) {
  return (
    <Link to={pendingRoute.to()} className={className} aria-label="Handfast: what is pending">
      {children}
    </Link>
  );
}

/** What is around every page of the console. */
export function Layout() {
  useFocusOnNavigation();
  const { helpOpen, setHelpOpen } = useShortcuts();
  const hubName = ownName(useSession().data?.hubName);
  // On a wide screen the sections stand beside the page, on a narrow one they lie over it.
  const [wide, setWide] = useState(true);
  const [openWide, setOpenWide] = useState(true);
  const [openNarrow, setOpenNarrow] = useState(false);
  const [open, setOpen] = wide ? [openWide, setOpenWide] : [openNarrow, setOpenNarrow];

  const masthead = (
    <Masthead display={{ default: 'inline' }}>
      <MastheadMain>
        <MastheadToggle>
          <PageToggleButton
            isHamburgerButton
            aria-label="Sections"
            isSidebarOpen={open}
            onSidebarToggle={() => {
              setOpen(!open);
            }}
          />
        </MastheadToggle>
        <MastheadBrand>
          <MastheadLogo component={HomeLink}>
            <span className="hf-brand">
              <Logo />
              <span className="hf-wordmark">{BRAND}</span>
            </span>
          </MastheadLogo>
        </MastheadBrand>
      </MastheadMain>
      <MastheadContent>
        <Toolbar isStatic>
          <ToolbarContent>
            <ToolbarItem className="hf-hub-name">{hubName}</ToolbarItem>
            <ToolbarItem align={{ default: 'alignEnd' }}>
              <HubMenu
                onShortcuts={() => {
                  setHelpOpen(true);
                }}
              />
            </ToolbarItem>
          </ToolbarContent>
        </Toolbar>
      </MastheadContent>
    </Masthead>
  );

  return (
    <Page
      masthead={masthead}
      banner={<LiveBanner />}
      sidebar={
        <Navigation
          isOpen={open}
          onSelect={() => {
            setOpenNarrow(false);
          }}
        />
      }
      skipToContent={<SkipToContent href={`#${MAIN}`}>Skip to content</SkipToContent>}
      mainContainerId={MAIN}
      mainTabIndex={-1}
      isContentFilled
      onPageResize={(_, { mobileView }) => {
        setWide(!mobileView);
      }}
    >
      <Outlet />
      <QuestionWatch />
      <Toasts />
      {helpOpen ? (
        <ShortcutsDialog
          onClose={() => {
            setHelpOpen(false);
          }}
        />
      ) : null}
    </Page>
  );
}
