export { claimedName } from '../../../../../platform/browser/claims';
