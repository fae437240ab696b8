/** What is protected from everything an agent runs or reads: one list for the rules on paths and for the sandbox. */

/** In the home folder of a person: keys, tokens, password stores, browsers, mail. Words of Linux and macOS alike. */
export const PERSONAL: readonly string[] = [
  ...'.ssh .gnupg .pki .aws .azure .config/gcloud .kube .docker .terraform.d .oci .vault-token'.split(' '),
  ...'.netrc .npmrc .pypirc .git-credentials .config/git/credentials .config/gh .config/hub .config/glab-cli'.split(
    ' ',
  ),
  ...'.cargo/credentials.toml .gem/credentials .m2/settings.xml .pgpass .my.cnf .boto .s3cfg .rclone.conf'.split(' '),
  ...'.config/rclone .claude.json .claude/.credentials.json .codex/auth.json .gemini/oauth_creds.json'.split(' '),
  ...'.password-store .local/share/keyrings .local/share/kwalletd .config/op .config/1Password .config/Bitwarden'.split(
    ' ',
  ),
  ...'.mozilla .thunderbird .config/google-chrome .config/chromium .config/BraveSoftware .config/vivaldi'.split(' '),
  ...'.config/microsoft-edge .config/opera .config/Signal .var/app snap .bash_history .zsh_history'.split(' '),
  ...'.bitcoin .ethereum .electrum .config/systemd/credentials'.split(' '),
  ...'Library/Keychains Library/Cookies Library/Mail Library/Messages Library/Safari'.split(' '),
  ...['Google/Chrome', 'Firefox', 'BraveSoftware', 'Microsoft Edge', 'Signal', '1Password', 'Bitwarden'].map(
    (name) => `Library/Application Support/${name}`,
  ),
];

/** In the home folder: what starts programs. May be read, never written. */
export const STARTERS: readonly string[] =
  '.config/systemd .config/autostart Library/LaunchAgents .bashrc .profile .zshrc .zprofile .zshenv .bash_profile .bash_login .bash_logout .xprofile .xinitrc .local/share/systemd .config/environment.d .gitconfig .config/git/config'.split(
    ' ',
  );

/** Of the machine: passwords, private keys, what containers and other people keep. */
const MACHINE: readonly string[] =
  '/etc/shadow /etc/shadow- /etc/gshadow /etc/gshadow- /etc/sudoers /etc/sudoers.d /etc/ssh /etc/ssl/private /etc/letsencrypt /etc/wireguard /etc/krb5.keytab /etc/NetworkManager/system-connections /var/lib/docker /var/lib/containerd /var/lib/containers /var/lib/systemd /var/spool/cron /var/backups /var/db/dslocal /private/var/db/dslocal /private/etc/master.passwd'.split(
    ' ',
  );

/** Protected paths of one machine and person, absolute. */
export interface ProtectedPaths {
  /** the data folder: never seen, though a workspace may lie in it */
  data: string;
  /** never seen, and no workspace lies in them */
  hidden: readonly string[];
  /** may be read, never written */
  frozen: readonly string[];
}

/**
 * @param data   the data folder, e.g. /home/ada/.omega
 * @param secret names in the data folder in which no workspace may lie
 * @param user   home folder of the person, e.g. /home/ada
 */
export function protectedPaths(data: string, secret: readonly string[], user: string): ProtectedPaths {
  return {
    data,
    hidden: [
      ...secret.map((name) => `${data}/${name}`),
      ...PERSONAL.map((name) => `${user}/${name}`),
      ...MACHINE,
      ...(user === '/root' ? [] : ['/root']),
    ],
    frozen: STARTERS.map((name) => `${user}/${name}`),
  };
}
