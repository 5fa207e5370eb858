export {
  Button,
  ButtonLink,
  type ButtonProps,
  type ButtonSize,
  type ButtonVariant,
  buttonLook,
} from './buttons/button.tsx';
export { IconButton, type IconButtonProps } from './buttons/iconButton.tsx';
export { BarChart } from './charts/barChart.tsx';
export type { ChartProps } from './charts/chartFrame.tsx';
export { LineChart } from './charts/lineChart.tsx';
export { Ring, type RingProps } from './charts/ring.tsx';
export type { ChartSeries } from './charts/series.ts';
export { classes } from './classes.ts';
export { Badge, type Tone } from './display/badge.tsx';
export { BentoCell, type BentoCellProps, BentoGrid } from './display/bento.tsx';
export { Card, type CardProps } from './display/card.tsx';
export { CopyText } from './display/copyText.tsx';
export { DateText, type DateTextProps } from './display/dateText.tsx';
export { type Fact, FactList, type FactListProps } from './display/factList.tsx';
export { Money, type MoneyProps, moneyText } from './display/money.tsx';
export { PageHeader, type PageHeaderProps } from './display/pageHeader.tsx';
export { Progress, type ProgressProps } from './display/progress.tsx';
export { RelativeTime } from './display/relativeTime.tsx';
export { Skeleton } from './display/skeleton.tsx';
export { StatusBadge } from './display/statusBadge.tsx';
export { statusOf } from './display/statuses.ts';
export { Timeline, type TimelineEntry } from './display/timeline.tsx';
export { DocumentPreview, type DocumentPreviewProps } from './document/documentPreview.tsx';
export { EditorLayout, type EditorLayoutProps } from './editor/editorLayout.tsx';
export { type DraftMemory, dropDrafts, useDraftMemory } from './editor/useDraftMemory.ts';
export { ConfirmDialog, type ConfirmDialogProps } from './feedback/confirmDialog.tsx';
export { Dialog, type DialogProps } from './feedback/dialog.tsx';
export { EmptyState, type EmptyStateProps } from './feedback/emptyState.tsx';
export { ErrorState, type ErrorStateProps } from './feedback/errorState.tsx';
export { Notice, type NoticeProps, type NoticeTone } from './feedback/notice.tsx';
export { type Explained, explainProblem, type Problem, problemIn } from './feedback/problem.ts';
export { Toaster } from './feedback/toaster.tsx';
export { dismissToast, toast } from './feedback/toasts.ts';
export { Tooltip } from './feedback/tooltip.tsx';
export { Checkbox, type CheckboxProps } from './fields/checkbox.tsx';
export { Combobox, type ComboboxProps } from './fields/combobox.tsx';
export { DateInput, type DateInputProps } from './fields/dateInput.tsx';
export { Field, type FieldProps, useFieldWiring } from './fields/field.tsx';
export { Input, type InputProps } from './fields/input.tsx';
export { MoneyInput, type MoneyInputProps } from './fields/moneyInput.tsx';
export { type MoneyReading, readMoney, writeMoney } from './fields/moneyText.ts';
export { SearchInput, type SearchInputProps } from './fields/searchInput.tsx';
export { Select, type SelectOption, type SelectProps } from './fields/select.tsx';
export { Switch, type SwitchProps } from './fields/switch.tsx';
export { Textarea, type TextareaProps } from './fields/textarea.tsx';
export type { Option, OptionSearch } from './fields/useOptions.ts';
export { CommandPalette, type CommandPaletteProps } from './keys/commandPalette.tsx';
export { KeyHint } from './keys/keyHint.tsx';
export type { PaletteAction, PaletteGroup } from './keys/palette.ts';
export { type ShortcutGroup, ShortcutsHelp } from './keys/shortcutsHelp.tsx';
export { useKey } from './keys/useKey.ts';
export { Link, type LinkProps } from './link.tsx';
export { Menu, type MenuItem, type MenuProps } from './menus/menu.tsx';
export { type Tab, Tabs, type TabsProps } from './menus/tabs.tsx';
export { Panel, type PanelProps } from './panel/panel.tsx';
export type { RenderLink } from './panel/panelList.ts';
export {
  currentCursor,
  nextPage,
  type PanelState,
  previousPage,
  readPanelState,
  startOfPanel,
  withFilter,
  withSearch,
  writePanelState,
} from './panel/state.ts';
export { useNarrow } from './panel/useNarrow.ts';
export type { Cell, PanelAction, PanelColumn, PanelMetric, PanelRow, PanelView } from './panel/view.ts';
export { AppShell, type AppShellProps } from './shell/appShell.tsx';
export { AuthCard, type AuthCardProps } from './shell/authCard.tsx';
export type { NavGroup, NavItem } from './shell/sideNav.tsx';
export { applyBrand, brandProperties } from './theme/brand.ts';
export { BrandLogo } from './theme/brandLogo.tsx';
export { adoptNonce, pageNonce } from './theme/nonce.ts';
export { type Surroundings, serverClock, UiProvider, useSurroundings } from './theme/surroundings.tsx';
export { THEME_KEY, type ThemeChoice, useTheme } from './theme/theme.ts';
export { ThemeToggle } from './theme/themeToggle.tsx';
