package eu.vigil.config.value;

import java.util.Locale;

/** What a channel's other end understands. */
public enum ChannelFormat {
    /** Standard Webhooks: signed with HMAC-SHA256. */
    STANDARD_WEBHOOKS,
    /** PagerDuty Events API v2. */
    PAGERDUTY,
    /** Slack and Mattermost: a text with a link. */
    SLACK,
    /** ntfy: a push with a button. */
    NTFY;

    /** The name as it is written in the file: {@code standard-webhooks}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
