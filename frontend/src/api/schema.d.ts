/** Made by `make api` from docs/reference/openapi.json, never edited. sha256 7c3b519821eee158be10d3c3876258f503fec453ca2f254bafee2022339ba1f5 */
export interface paths {
    "/api/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who Am I
         * @description Return the account behind this session, its rights and the city.
         */
        get: operations["who_am_i_api_session_get"];
        put?: never;
        /**
         * Sign In
         * @description Open a session; the cookie is set on this answer.
         *
         *     Refused alike for an unknown username and a wrong password; five failures lock for 15 minutes.
         */
        post: operations["sign_in_api_session_post"];
        /**
         * Sign Out
         * @description End this session and its sockets.
         */
        delete: operations["sign_out_api_session_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Is Set Up
         * @description Say whether the first administrator is still to be made.
         */
        get: operations["is_set_up_api_setup_get"];
        put?: never;
        /**
         * Set Up
         * @description Create the first security administrator with the one-time token.
         */
        post: operations["set_up_api_setup_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Audit
         * @description List facts by kind, actor, subject and time, newest first.
         */
        get: operations["audit_api_audit_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Exported
         * @description Return facts as CSV, newest first, without states; that it was done is itself a fact.
         */
        get: operations["exported_api_audit_csv_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit/anchors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Anchored
         * @description Return the head of the journal and its latest anchors, newest first.
         */
        get: operations["anchored_api_audit_anchors_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Verified
         * @description Walk the digest chain and compare it with the anchors.
         */
        get: operations["verified_api_audit_verify_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/live/ticket": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ticket
         * @description Give a ticket that opens one socket within 30 s.
         */
        post: operations["ticket_api_live_ticket_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/files/tus/{upload_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Overridden
         * @description Take PATCH, HEAD and DELETE from networks that let only POST through.
         */
        post: operations["overridden_api_files_tus__upload_id__post"];
        /**
         * Give Up
         * @description Forget an unfinished upload.
         */
        delete: operations["give_up_api_files_tus__upload_id__delete"];
        /**
         * About
         * @description Tell what this server speaks.
         */
        options: operations["about_api_files_tus__upload_id__options"];
        /**
         * Ask
         * @description Tell how much of an upload has arrived.
         */
        head: operations["ask_api_files_tus__upload_id__head"];
        /**
         * Go On
         * @description Send the next part, from `Upload-Offset` on; the last part makes the file.
         */
        patch: operations["go_on_api_files_tus__upload_id__patch"];
        trace?: never;
    };
    "/api/files/tus": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin
         * @description Begin an upload of `Upload-Length` ≤ 200 MB.
         *
         *     `Upload-Metadata` knows `filename`, `id` (UUIDv7, becomes the file's id) and `sha256`.
         */
        post: operations["begin_api_files_tus_post"];
        delete?: never;
        /**
         * About
         * @description Tell what this server speaks.
         */
        options: operations["about_api_files_tus_options"];
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send
         * @description Send one file of up to 20 MB; what it is is told from its content.
         *
         *     Pictures are re-encoded without metadata; `received_sha256` is the hash of what was sent.
         */
        post: operations["send_api_files_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/files/{file_id}/card": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Card
         * @description Tell what a file is, for those who may see it.
         */
        get: operations["card_api_files__file_id__card_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/files/{file_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download
         * @description Hand out the content, always as an attachment; one range at a time.
         */
        get: operations["download_api_files__file_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/files/{file_id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Preview
         * @description Hand out a picture as JPEG of at most 1,024 pixels on a side.
         */
        get: operations["preview_api_files__file_id__preview_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alarms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Listed
         * @description List alarms, newest first.
         */
        get: operations["listed_api_alarms_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alarms/{alarm_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find
         * @description Show one alarm.
         */
        get: operations["find_api_alarms__alarm_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alarms/{alarm_id}/acknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Acknowledge
         * @description Take an alarm on: it stops calling posts.
         */
        post: operations["acknowledge_api_alarms__alarm_id__acknowledge_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alarms/{alarm_id}/shelve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Shelve
         * @description Pause an alarm for at most four hours, with a reason; it comes back by itself.
         */
        post: operations["shelve_api_alarms__alarm_id__shelve_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alarms/{alarm_id}/unshelve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Unshelve
         * @description Bring a shelved alarm back now.
         */
        post: operations["unshelve_api_alarms__alarm_id__unshelve_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alarms/{alarm_id}/clear": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Clear
         * @description Clear an alarm by hand.
         */
        post: operations["clear_api_alarms__alarm_id__clear_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/organisations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find Many
         * @description List organisations by code; `q` looks at code, names and pinyin.
         */
        get: operations["find_many_api_organisations_get"];
        put?: never;
        /**
         * Register
         * @description Add an organisation below another.
         */
        post: operations["register_api_organisations_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/organisations/{organisation_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find
         * @description Return one organisation with its path and version.
         */
        get: operations["find_api_organisations__organisation_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change
         * @description Change or move an organisation; needs If-Match.
         */
        patch: operations["change_api_organisations__organisation_id__patch"];
        trace?: never;
    };
    "/api/accounts/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change Password
         * @description Change the own password; all other sessions of the account end.
         */
        post: operations["change_password_api_accounts_me_password_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/me/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin Totp
         * @description Begin a second factor: `secret` and `address` (otpauth) for an authenticator, shown once.
         */
        post: operations["begin_totp_api_accounts_me_totp_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/me/totp/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm Totp
         * @description Put the second factor into force with its first code.
         */
        post: operations["confirm_totp_api_accounts_me_totp_confirm_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/me/totp/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Remove Totp
         * @description Take the own second factor off.
         */
        post: operations["remove_totp_api_accounts_me_totp_remove_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End Sessions
         * @description End all sessions of the own account but this one.
         */
        delete: operations["end_sessions_api_sessions_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/me/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find Own
         * @description List the tokens of the own account, newest first, without their secrets.
         */
        get: operations["find_own_api_accounts_me_tokens_get"];
        put?: never;
        /**
         * Issue Own
         * @description Make a token for the own account; its secret stands in this answer and nowhere else.
         */
        post: operations["issue_own_api_accounts_me_tokens_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/me/tokens/{token_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke Own
         * @description Withdraw a token of the own account.
         */
        delete: operations["revoke_own_api_accounts_me_tokens__token_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find Many
         * @description List the accounts within sight by username; `within` takes in what lies below it.
         */
        get: operations["find_many_api_accounts_get"];
        put?: never;
        /**
         * Create
         * @description Create an account; a person's `password` in the answer works once and is shown once.
         */
        post: operations["create_api_accounts_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/{account_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find
         * @description Return one account with its version.
         */
        get: operations["find_api_accounts__account_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change
         * @description Change an account; needs If-Match.
         */
        patch: operations["change_api_accounts__account_id__patch"];
        trace?: never;
    };
    "/api/accounts/{account_id}/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reset Password
         * @description Set a one-time password, shown once; the account's sessions end.
         */
        post: operations["reset_password_api_accounts__account_id__password_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/{account_id}/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove Totp
         * @description Take off a lost second factor.
         */
        delete: operations["remove_totp_api_accounts__account_id__totp_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/{account_id}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Disable
         * @description Shut an account out; its sessions end.
         */
        post: operations["disable_api_accounts__account_id__disable_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/{account_id}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Enable
         * @description Let an account in again.
         */
        post: operations["enable_api_accounts__account_id__enable_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/{account_id}/unlock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Unlock
         * @description Release a lock-out before its time.
         */
        post: operations["unlock_api_accounts__account_id__unlock_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/{account_id}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find Sessions
         * @description List the open sessions of an account.
         */
        get: operations["find_sessions_api_accounts__account_id__sessions_get"];
        put?: never;
        post?: never;
        /**
         * End Sessions
         * @description End the sessions of an account.
         */
        delete: operations["end_sessions_api_accounts__account_id__sessions_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/posts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find Many
         * @description List the posts within sight by code, with who holds them now.
         */
        get: operations["find_many_api_posts_get"];
        put?: never;
        /**
         * Create
         * @description Add a post to an organisation.
         */
        post: operations["create_api_posts_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/posts/{post_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find
         * @description Return one post with its version.
         */
        get: operations["find_api_posts__post_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change
         * @description Change names or roles of a post; needs If-Match.
         */
        patch: operations["change_api_posts__post_id__patch"];
        trace?: never;
    };
    "/api/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find Many
         * @description List roles by code, and the permissions they may be made of.
         */
        get: operations["find_many_api_roles_get"];
        put?: never;
        /**
         * Create
         * @description Add a role.
         */
        post: operations["create_api_roles_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/roles/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find
         * @description Return one role with its version.
         */
        get: operations["find_api_roles__code__get"];
        put?: never;
        post?: never;
        /**
         * Remove
         * @description Delete a role that no post carries.
         */
        delete: operations["remove_api_roles__code__delete"];
        options?: never;
        head?: never;
        /**
         * Change
         * @description Change a role; needs If-Match.
         */
        patch: operations["change_api_roles__code__patch"];
        trace?: never;
    };
    "/api/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find Many
         * @description List tokens, newest first, without their secrets.
         */
        get: operations["find_many_api_tokens_get"];
        put?: never;
        /**
         * Issue
         * @description Make a token for a device or service; its secret stands in this answer and nowhere else.
         */
        post: operations["issue_api_tokens_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tokens/{token_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke
         * @description Withdraw a token.
         */
        delete: operations["revoke_api_tokens__token_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/units": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find Many
         * @description List the units within sight by call sign.
         */
        get: operations["find_many_api_units_get"];
        put?: never;
        /**
         * Register
         * @description Add a unit to an organisation.
         */
        post: operations["register_api_units_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/units/{unit_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find
         * @description Return one unit with its version.
         */
        get: operations["find_api_units__unit_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change
         * @description Change what a unit is; needs If-Match.
         */
        patch: operations["change_api_units__unit_id__patch"];
        trace?: never;
    };
    "/api/units/{unit_id}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Report Status
         * @description Set what a unit does now.
         */
        post: operations["report_status_api_units__unit_id__status_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/units/{unit_id}/position": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Report Position
         * @description Say where a unit is; a measurement older than the last one changes nothing.
         */
        post: operations["report_position_api_units__unit_id__position_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/units/{unit_id}/help": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Call Help
         * @description Call for help: a red alarm at the unit's dispatcher at once.
         */
        post: operations["call_help_api_units__unit_id__help_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/resources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find Many
         * @description List resources within sight by id; with `near` the nearest first with `distance_m`.
         */
        get: operations["find_many_api_resources_get"];
        put?: never;
        /**
         * Register
         * @description Add a resource to an organisation.
         */
        post: operations["register_api_resources_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/resources/{resource_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find
         * @description Return one resource with its version.
         */
        get: operations["find_api_resources__resource_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change
         * @description Change a resource; needs If-Match.
         */
        patch: operations["change_api_resources__resource_id__patch"];
        trace?: never;
    };
    "/api/duty": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find Many
         * @description List duties by post: of the moment `at` (default now), or those touching `from`–`until`.
         */
        get: operations["find_many_api_duty_get"];
        put?: never;
        /**
         * Plan
         * @description Put a holder of a post on its roster.
         */
        post: operations["plan_api_duty_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/duty/{duty_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Cancel
         * @description Take an entry off the roster; one that stands now ends now.
         */
        delete: operations["cancel_api_duty__duty_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/duty/{duty_id}/hand-over": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hand Over
         * @description Hand the own duty to another holder of the post.
         */
        post: operations["hand_over_api_duty__duty_id__hand_over_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/duty/{duty_id}/take-over": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take Over
         * @description Take a duty of a post that you hold.
         */
        post: operations["take_over_api_duty__duty_id__take_over_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find Many
         * @description List what was said about a subject, newest first; `after` what is new, oldest first.
         */
        get: operations["find_many_api_messages_get"];
        put?: never;
        /**
         * Say
         * @description Send words and files about a subject.
         */
        post: operations["say_api_messages_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/geocode": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search
         * @description Find places by name, pinyin, initials, English name, address or coordinate (WGS 84).
         */
        get: operations["search_api_geocode_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/geocode/reverse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reverse
         * @description Say a point in words.
         */
        get: operations["reverse_api_geocode_reverse_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/geocode/address": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Address
         * @description Take an address apart: province, city, district, town, village, road, number, the rest.
         */
        get: operations["address_api_geocode_address_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/layers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find Many
         * @description List the layers within sight in the order of the tree; `removed` lists the removed ones.
         */
        get: operations["find_many_api_layers_get"];
        put?: never;
        /**
         * Publish
         * @description Make a layer without features; they come by import or through `/ogc`.
         */
        post: operations["publish_api_layers_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/layers/{layer_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find
         * @description Return one layer.
         */
        get: operations["find_api_layers__layer_id__get"];
        put?: never;
        post?: never;
        /**
         * Remove
         * @description Take a layer off all maps; `restore` brings it back with all features.
         */
        delete: operations["remove_api_layers__layer_id__delete"];
        options?: never;
        head?: never;
        /**
         * Change
         * @description Change what a layer says, how it looks, who sees it; needs If-Match.
         */
        patch: operations["change_api_layers__layer_id__patch"];
        trace?: never;
    };
    "/api/layers/{layer_id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restore
         * @description Bring a removed layer back.
         */
        post: operations["restore_api_layers__layer_id__restore_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/roads/networks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Networks
         * @description List the road networks that are loaded, those of every street first.
         */
        get: operations["networks_api_roads_networks_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/roads/closures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find Many
         * @description List the closures within sight that stand or will; `ended` lists those that are over.
         */
        get: operations["find_many_api_roads_closures_get"];
        put?: never;
        /**
         * Close
         * @description Close a road as drawn; routes and reach go round it from the next request on.
         */
        post: operations["close_api_roads_closures_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/roads/closures/{closure_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find
         * @description Return one closure.
         */
        get: operations["find_api_roads_closures__closure_id__get"];
        put?: never;
        post?: never;
        /**
         * Reopen
         * @description Open the road again; `restore` undoes it.
         */
        delete: operations["reopen_api_roads_closures__closure_id__delete"];
        options?: never;
        head?: never;
        /**
         * Change
         * @description Change what is closed, why, or until when; needs If-Match.
         */
        patch: operations["change_api_roads_closures__closure_id__patch"];
        trace?: never;
    };
    "/api/roads/closures/{closure_id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restore
         * @description Close a road again that was opened by mistake.
         */
        post: operations["restore_api_roads_closures__closure_id__restore_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/drawings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find Many
         * @description List the drawings within sight, newest first; `removed` those that left the boards.
         */
        get: operations["find_many_api_drawings_get"];
        put?: never;
        /**
         * Draw
         * @description Draw on the shared map; every board that may see it shows it at once.
         */
        post: operations["draw_api_drawings_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/drawings/symbols": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Symbol Set
         * @description Return the Chinese symbol set; MIL-STD-2525 codes are drawn by the client.
         */
        get: operations["symbol_set_api_drawings_symbols_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/drawings/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * As File
         * @description Return the drawings within sight as a file: symbols, style, owner, measures as attributes.
         */
        get: operations["as_file_api_drawings_export_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/drawings/{drawing_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find
         * @description Return one drawing.
         */
        get: operations["find_api_drawings__drawing_id__get"];
        put?: never;
        post?: never;
        /**
         * Remove
         * @description Take a drawing off the boards; `restore` undoes it.
         */
        delete: operations["remove_api_drawings__drawing_id__delete"];
        options?: never;
        head?: never;
        /**
         * Change
         * @description Change a drawing; needs If-Match.
         */
        patch: operations["change_api_drawings__drawing_id__patch"];
        trace?: never;
    };
    "/api/drawings/{drawing_id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restore
         * @description Put back a drawing that was removed; `until` gives it a new end, null none.
         */
        post: operations["restore_api_drawings__drawing_id__restore_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/analysis/buffer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Buffer
         * @description Return the areas within some distances of a shape, measured on the ellipsoid.
         */
        post: operations["buffer_api_analysis_buffer_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/analysis/within": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Within
         * @description Return what lies in an area, by kind, with the people estimated.
         */
        post: operations["within_api_analysis_within_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/analysis/nearest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Nearest
         * @description Return the nearest k of something, by distance or by travel time over the roads.
         */
        post: operations["nearest_api_analysis_nearest_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/analysis/route": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Route
         * @description Return the fastest way through points; closures that stand now are gone round.
         */
        post: operations["route_api_analysis_route_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/analysis/isochrone": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Isochrone
         * @description Return what is reached from a point, or from where it is reached, within some minutes.
         */
        post: operations["isochrone_api_analysis_isochrone_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/analysis/affected": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Affected
         * @description Return what a storm touches: swept areas, districts, towns, things, first and last times.
         */
        post: operations["affected_api_analysis_affected_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/analysis/heat": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Heat
         * @description Return how densely things lie, on a grid.
         */
        post: operations["heat_api_analysis_heat_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/analysis/clusters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Clusters
         * @description Return where things crowd.
         */
        post: operations["clusters_api_analysis_clusters_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/analysis/statistics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Statistics
         * @description Return how many things of each kind lie in each district.
         */
        post: operations["statistics_api_analysis_statistics_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/analysis/typhoons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Typhoons
         * @description List the real storms on record, the latest first.
         */
        get: operations["typhoons_api_analysis_typhoons_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/analysis/results": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find Many
         * @description List saved answers within sight, newest first, without their shapes.
         */
        get: operations["find_many_api_analysis_results_get"];
        put?: never;
        /**
         * Save
         * @description Answer a question now and keep the answer; about an incident it stands in its timeline.
         */
        post: operations["save_api_analysis_results_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/analysis/results/{analysis_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find
         * @description Return a saved answer in full.
         */
        get: operations["find_api_analysis_results__analysis_id__get"];
        put?: never;
        post?: never;
        /**
         * Remove
         * @description Take a saved answer away; `restore` undoes it.
         */
        delete: operations["remove_api_analysis_results__analysis_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/analysis/results/{analysis_id}/geojson": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Geojson
         * @description Return the shapes of a saved answer as GeoJSON.
         */
        get: operations["geojson_api_analysis_results__analysis_id__geojson_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/analysis/results/{analysis_id}/csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Csv
         * @description Return the table of a saved answer as CSV, safe to open in office programs.
         */
        get: operations["csv_api_analysis_results__analysis_id__csv_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/analysis/results/{analysis_id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restore
         * @description Bring back a saved answer.
         */
        post: operations["restore_api_analysis_results__analysis_id__restore_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find Many
         * @description List one's own imports, latest first.
         */
        get: operations["find_many_api_imports_get"];
        put?: never;
        /**
         * Begin
         * @description Take up a file sent to `/api/files`; `inspecting` ends with a preview, or the reason not.
         */
        post: operations["begin_api_imports_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{import_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find
         * @description Return one import: its state, preview and progress.
         */
        get: operations["find_api_imports__import_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{import_id}/choices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Choose
         * @description Say how the file is read and what becomes of it; replaces the choices made before.
         */
        put: operations["choose_api_imports__import_id__choices_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{import_id}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start
         * @description Begin the run: all rows come in, or none.
         */
        post: operations["start_api_imports__import_id__start_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{import_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel
         * @description Give an import up before it is done; nothing of it is left.
         */
        post: operations["cancel_api_imports__import_id__cancel_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{import_id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Undo
         * @description Bring back what was before a done import, until `undo_until`.
         */
        post: operations["undo_api_imports__import_id__undo_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{import_id}/faults": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Faults
         * @description Return the rows that cannot be taken, and what to do about each.
         */
        get: operations["faults_api_imports__import_id__faults_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{import_id}/faults.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Fault Sheet
         * @description Return the report as CSV (UTF-8 with byte order mark).
         */
        get: operations["fault_sheet_api_imports__import_id__faults_csv_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find Many
         * @description List one's own exports, latest first.
         */
        get: operations["find_many_api_exports_get"];
        put?: never;
        /**
         * Begin
         * @description Have a file written in the background; done, `file_id` is at `/api/files` for a day.
         */
        post: operations["begin_api_exports_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * At Once
         * @description Return up to 5,000 features as a file, at once.
         */
        get: operations["at_once_api_exports_file_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports/{export_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find
         * @description Return one export: its state and progress.
         */
        get: operations["find_api_exports__export_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports/{export_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel
         * @description Give an export up before it is done.
         */
        post: operations["cancel_api_exports__export_id__cancel_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/maps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find Many
         * @description List one's own map documents, latest first.
         */
        get: operations["find_many_api_maps_get"];
        put?: never;
        /**
         * Begin
         * @description Have a map drawn in the background; done, `file_id` is at `/api/files` for a week.
         */
        post: operations["begin_api_maps_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/maps/{document_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find
         * @description Return one map document: its state and progress.
         */
        get: operations["find_api_maps__document_id__get"];
        put?: never;
        post?: never;
        /**
         * Remove
         * @description Throw a map document and its file away.
         */
        delete: operations["remove_api_maps__document_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/maps/{document_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel
         * @description Give a map document up before it is done.
         */
        post: operations["cancel_api_maps__document_id__cancel_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/feeds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find Many
         * @description List the feeds within sight; `removed` those out of service.
         */
        get: operations["find_many_api_feeds_get"];
        put?: never;
        /**
         * Add
         * @description Begin to listen to a feed: asked at its address, or pushed to us.
         */
        post: operations["add_api_feeds_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/feeds/forms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Forms
         * @description List the forms feeds can speak.
         */
        get: operations["forms_api_feeds_forms_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/feeds/{feed_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find
         * @description Return one feed.
         */
        get: operations["find_api_feeds__feed_id__get"];
        put?: never;
        post?: never;
        /**
         * Remove
         * @description Take a feed out of service; `restore` undoes it.
         */
        delete: operations["remove_api_feeds__feed_id__delete"];
        options?: never;
        head?: never;
        /**
         * Change
         * @description Change a feed; needs If-Match.
         */
        patch: operations["change_api_feeds__feed_id__patch"];
        trace?: never;
    };
    "/api/feeds/{feed_id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restore
         * @description Put a feed back into service.
         */
        post: operations["restore_api_feeds__feed_id__restore_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/feeds/{feed_id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try Out
         * @description Ask a feed now and tell what could be read; nothing of it is kept.
         */
        post: operations["try_out_api_feeds__feed_id__test_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/feeds/{feed_id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Messages
         * @description List what was received of a feed, newest first.
         */
        get: operations["messages_api_feeds__feed_id__messages_get"];
        put?: never;
        /**
         * Push
         * @description Bring a message: the body is the message itself. The same one twice changes nothing.
         */
        post: operations["push_api_feeds__feed_id__messages_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/feeds/{feed_id}/observed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Observed
         * @description Tell what a feed told last: gauges, earthquakes, typhoons.
         */
        get: operations["observed_api_feeds__feed_id__observed_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/feeds/{feed_id}/series": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Series
         * @description Return the series of one gauge, in order of time.
         */
        get: operations["series_api_feeds__feed_id__series_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/warnings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find Many
         * @description List the warnings that stand, newest first; `lifted` lists those that are over.
         */
        get: operations["find_many_api_warnings_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/warnings/{warning_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find
         * @description Return one warning.
         */
        get: operations["find_api_warnings__warning_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/warnings/{warning_id}/acknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Acknowledge
         * @description Take note of a warning; a warning that becomes worse asks again.
         */
        post: operations["acknowledge_api_warnings__warning_id__acknowledge_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find Many
         * @description List the devices within sight, the newest first.
         */
        get: operations["find_many_api_devices_get"];
        put?: never;
        /**
         * Register
         * @description Register a device; a secret that is made for it is in this answer alone.
         */
        post: operations["register_api_devices_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/devices/{device_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find
         * @description Return one device.
         */
        get: operations["find_api_devices__device_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change
         * @description Change a device; needs If-Match.
         */
        patch: operations["change_api_devices__device_id__patch"];
        trace?: never;
    };
    "/api/devices/{device_id}/secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Renew
         * @description Give a device a new secret, which is in this answer alone; the old one is void.
         */
        post: operations["renew_api_devices__device_id__secret_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/devices/{device_id}/text": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send
         * @description Send a text to a device; it is kept until the device answers or its time is over.
         */
        post: operations["send_api_devices__device_id__text_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/devices/{device_id}/texts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find Many
         * @description List the texts to a device, the newest first, with what became of them.
         */
        get: operations["find_many_api_devices__device_id__texts_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/osmand": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Osmand Query
         * @description Take a report of a phone from the query; the id is its secret.
         */
        get: operations["osmand_query_osmand_get"];
        put?: never;
        /**
         * Osmand Body
         * @description Take a report of a phone: as JSON, as a form, or in the query.
         */
        post: operations["osmand_body_osmand_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/positions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Positions
         * @description Take one position or a batch; answered after commit. The same (device, time) counts once.
         */
        post: operations["positions_api_positions_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tracks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tracks
         * @description Return the track of a unit or device: thinned line, stops, gaps, speeds; up to seven days.
         */
        get: operations["tracks_api_tracks_get"];
        put?: never;
        /**
         * Upload File
         * @description Store a GPX file as history of a device; answered after commit, however often it is sent.
         */
        post: operations["upload_file_api_tracks_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tracks/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * File
         * @description Return every position of a track as GPX 1.1, GeoJSON or CSV.
         */
        get: operations["file_api_tracks_file_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tracks/at": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * At
         * @description Return where all units within sight were at a past moment.
         */
        get: operations["at_api_tracks_at_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tracks/film": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Played
         * @description Return positions to be played, as frames of `/api/live`, each after its length.
         */
        get: operations["played_api_tracks_film_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/geofences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find Many
         * @description List the geofences within sight, newest first; `withdrawn` those that were taken away.
         */
        get: operations["find_many_api_geofences_get"];
        put?: never;
        /**
         * Draw
         * @description Draw a geofence; positions are judged by it within two seconds.
         */
        post: operations["draw_api_geofences_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/geofences/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find Events
         * @description List what rules found, the newest first: of a geofence, a unit, a rule; what goes on.
         */
        get: operations["find_events_api_geofences_events_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/geofences/events/{event_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find Event
         * @description Return one event.
         */
        get: operations["find_event_api_geofences_events__event_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/geofences/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find Rules
         * @description List the rules within sight, newest first; `fence` those over a geofence.
         */
        get: operations["find_rules_api_geofences_rules_get"];
        put?: never;
        /**
         * Make Rule
         * @description Make a rule over one or many geofences.
         */
        post: operations["make_rule_api_geofences_rules_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/geofences/rules/{rule_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find Rule
         * @description Return one rule.
         */
        get: operations["find_rule_api_geofences_rules__rule_id__get"];
        put?: never;
        post?: never;
        /**
         * Withdraw Rule
         * @description Take a rule away; what it found stays in the lists.
         */
        delete: operations["withdraw_rule_api_geofences_rules__rule_id__delete"];
        options?: never;
        head?: never;
        /**
         * Change Rule
         * @description Change a rule; what it watches for stays. Needs If-Match.
         */
        patch: operations["change_rule_api_geofences_rules__rule_id__patch"];
        trace?: never;
    };
    "/api/geofences/{fence_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find
         * @description Return one geofence with its shape as drawn.
         */
        get: operations["find_api_geofences__fence_id__get"];
        put?: never;
        post?: never;
        /**
         * Withdraw
         * @description Watch an area no more; `restore` undoes it.
         */
        delete: operations["withdraw_api_geofences__fence_id__delete"];
        options?: never;
        head?: never;
        /**
         * Change
         * @description Change a geofence; who is found inside a new shape has not come. Needs If-Match.
         */
        patch: operations["change_api_geofences__fence_id__patch"];
        trace?: never;
    };
    "/api/geofences/{fence_id}/inside": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Visitors
         * @description List who is inside now, of those within sight, the last to come first.
         */
        get: operations["visitors_api_geofences__fence_id__inside_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/geofences/{fence_id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restore
         * @description Watch an area again.
         */
        post: operations["restore_api_geofences__fence_id__restore_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/video/meetings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find Many
         * @description List the meetings within sight that are not over, as they begin.
         */
        get: operations["find_many_api_video_meetings_get"];
        put?: never;
        /**
         * Book
         * @description Book a meeting.
         */
        post: operations["book_api_video_meetings_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/video/meetings/{meeting}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find
         * @description Return one meeting.
         */
        get: operations["find_api_video_meetings__meeting__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change
         * @description Change a meeting; needs If-Match.
         */
        patch: operations["change_api_video_meetings__meeting__patch"];
        trace?: never;
    };
    "/api/video/meetings/{meeting}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel
         * @description Cancel a meeting; its room closes.
         */
        post: operations["cancel_api_video_meetings__meeting__cancel_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/video/meetings/{meeting}/calendar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Calendar
         * @description Return a meeting as a calendar file.
         */
        get: operations["calendar_api_video_meetings__meeting__calendar_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/video/rooms/{room}/enter": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Enter
         * @description Enter a room or return to it.
         */
        post: operations["enter_api_video_rooms__room__enter_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/video/rooms/{room}/leave": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Leave
         * @description Leave a room.
         */
        post: operations["leave_api_video_rooms__room__leave_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/video/rooms/{room}/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change Own
         * @description Say what one's own microphone, camera, screen and hand do.
         */
        post: operations["change_own_api_video_rooms__room__me_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/video/rooms/{room}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Answer
         * @description Answer the roll call for one's venue.
         */
        post: operations["answer_api_video_rooms__room__answer_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/video/rooms/{room}/silence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Silence
         * @description Silence everybody but the chairs.
         */
        post: operations["silence_api_video_rooms__room__silence_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/video/rooms/{room}/participants/{participant}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Steer
         * @description Give a role, silence, let speak, send out, let back in; the chair.
         */
        post: operations["steer_api_video_rooms__room__participants__participant__post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/video/rooms/{room}/guests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Listed
         * @description List the guests of a room.
         */
        get: operations["listed_api_video_rooms__room__guests_get"];
        put?: never;
        /**
         * Invite
         * @description Make a one-time link for a guest; its address is shown once.
         */
        post: operations["invite_api_video_rooms__room__guests_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/video/rooms/{room}/guests/{guest}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Withdraw
         * @description End a guest's link before its time; the guest is out.
         */
        delete: operations["withdraw_api_video_rooms__room__guests__guest__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/video/guests/exchange": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Exchange
         * @description Exchange the secret of the address for a cookie that is bound to this device.
         */
        post: operations["exchange_api_video_guests_exchange_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/video/guests/current": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Current
         * @description Return into which room this link lets, and as whom.
         */
        get: operations["current_api_video_guests_current_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/video/rooms/{room}/whip": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Publish
         * @description Send camera and microphone into a room one is in, or with `screen` a shared screen.
         */
        post: operations["publish_api_video_rooms__room__whip_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/video/rooms/{room}/whip/{source}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Stop
         * @description Stop sending a camera or screen of one's own.
         */
        delete: operations["stop_api_video_rooms__room__whip__source__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/video/rooms/{room}/whep": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Subscribe
         * @description Watch a room one is in; with `follows` the first slot shows the main picture.
         */
        post: operations["subscribe_api_video_rooms__room__whep_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/video/rooms/{room}/slots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Bind
         * @description Choose what the slots of one's own page show.
         */
        post: operations["bind_api_video_rooms__room__slots_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/video/rooms/{room}/quality": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Quality
         * @description Return how the media of a room is, per venue.
         */
        get: operations["quality_api_video_rooms__room__quality_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/video/rooms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find Many
         * @description List the rooms within sight, newest first.
         */
        get: operations["find_many_api_video_rooms_get"];
        put?: never;
        /**
         * Make
         * @description Make a room and open it.
         */
        post: operations["make_api_video_rooms_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/video/rooms/{room}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * View
         * @description Return a room, who is in it, and as whom one is there oneself.
         */
        get: operations["view_api_video_rooms__room__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/video/rooms/{room}/stage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set Stage
         * @description Lock, lay out, put somebody on the big screen; the chair, for everybody.
         */
        post: operations["set_stage_api_video_rooms__room__stage_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/video/rooms/{room}/venues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Invite
         * @description Invite venues; they see the room from now on.
         */
        post: operations["invite_api_video_rooms__room__venues_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/video/rooms/{room}/sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Bring
         * @description Show a camera or another source one may watch to everybody in the room.
         */
        post: operations["bring_api_video_rooms__room__sources_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/video/rooms/{room}/sources/{source}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take Out
         * @description Show a source of the room no longer.
         */
        delete: operations["take_out_api_video_rooms__room__sources__source__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/video/rooms/{room}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close
         * @description Close a room: everybody is out.
         */
        post: operations["close_api_video_rooms__room__close_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/video/rooms/{room}/roll-calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Roll Calls
         * @description List the roll calls of a room, newest first.
         */
        get: operations["roll_calls_api_video_rooms__room__roll_calls_get"];
        put?: never;
        /**
         * Call
         * @description Call the venues.
         */
        post: operations["call_api_video_rooms__room__roll_calls_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/video/rooms/{room}/roll-calls/finish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Finish
         * @description End the roll call: who has not answered is absent.
         */
        post: operations["finish_api_video_rooms__room__roll_calls_finish_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/video/rooms/{room}/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Decisions
         * @description List what the meeting decided, in its order.
         */
        get: operations["decisions_api_video_rooms__room__decisions_get"];
        put?: never;
        /**
         * Decide
         * @description Write a decision down; chair or recorder.
         */
        post: operations["decide_api_video_rooms__room__decisions_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/video/rooms/{room}/attendance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Attendance
         * @description List who was in the room, and when.
         */
        get: operations["attendance_api_video_rooms__room__attendance_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/video/rooms/{room}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Said
         * @description List what was written in the room, newest first; `after` what is new, oldest first.
         */
        get: operations["said_api_video_rooms__room__messages_get"];
        put?: never;
        /**
         * Say
         * @description Write to everybody in the room.
         */
        post: operations["say_api_video_rooms__room__messages_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/video/rooms/{room}/whiteboard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * View
         * @description Return what stands on the whiteboard, or what changed since a revision.
         */
        get: operations["view_api_video_rooms__room__whiteboard_get"];
        put?: never;
        /**
         * Open One
         * @description Open a whiteboard for everybody in the room.
         */
        post: operations["open_one_api_video_rooms__room__whiteboard_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/video/rooms/{room}/whiteboard/objects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Draw
         * @description Put a finished object on it.
         */
        post: operations["draw_api_video_rooms__room__whiteboard_objects_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/video/rooms/{room}/whiteboard/erase": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Erase
         * @description Erase objects: one's own; the chair, and who opened it, any.
         */
        post: operations["erase_api_video_rooms__room__whiteboard_erase_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/video/rooms/{room}/whiteboard/wipe": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Wipe
         * @description Erase everything; the chair, or who opened it.
         */
        post: operations["wipe_api_video_rooms__room__whiteboard_wipe_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/video/rooms/{room}/whiteboard/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close
         * @description Close it for everybody; the chair, or who opened it.
         */
        post: operations["close_api_video_rooms__room__whiteboard_close_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/video/relays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Relays
         * @description Return the relays with credentials that end; for whoever meets, watches or publishes.
         */
        get: operations["relays_api_video_relays_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/video/sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find Many
         * @description List the sources within sight, the newest first; `camera` those of these cameras.
         */
        get: operations["find_many_api_video_sources_get"];
        put?: never;
        /**
         * Add
         * @description Add a camera that is asked, a publisher that sends, a film or the test picture.
         */
        post: operations["add_api_video_sources_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/video/sources/{source_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find
         * @description Return one source.
         */
        get: operations["find_api_video_sources__source_id__get"];
        put?: never;
        post?: never;
        /**
         * Remove
         * @description Take a source out of service; `restore` undoes it.
         */
        delete: operations["remove_api_video_sources__source_id__delete"];
        options?: never;
        head?: never;
        /**
         * Change
         * @description Change a source; needs If-Match.
         */
        patch: operations["change_api_video_sources__source_id__patch"];
        trace?: never;
    };
    "/api/video/sources/{source_id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restore
         * @description Put a source back into service.
         */
        post: operations["restore_api_video_sources__source_id__restore_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/video/sources/{source_id}/snapshot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Snapshot
         * @description Return the last picture of a source, at most 640 pixels wide.
         */
        get: operations["snapshot_api_video_sources__source_id__snapshot_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/video/sources/{source_id}/still": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Still
         * @description Take a picture now, as large as it comes, as a file that can be hung on an incident.
         */
        post: operations["still_api_video_sources__source_id__still_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/video/sources/{source_id}/whep": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Watch
         * @description Watch a source: the offer receives one picture, and sound where wanted.
         */
        post: operations["watch_api_video_sources__source_id__whep_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/video/sources/{source_id}/whep/{peer_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Stop Watching
         * @description Watch no more.
         */
        delete: operations["stop_watching_api_video_sources__source_id__whep__peer_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/video/sources/{source_id}/whip": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send
         * @description Send to a source of the kind whip, mostly by a Bearer token.
         */
        post: operations["send_api_video_sources__source_id__whip_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/video/sources/{source_id}/whip/{peer_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Stop Sending
         * @description Send no more.
         */
        delete: operations["stop_sending_api_video_sources__source_id__whip__peer_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/video/recordings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find Many
         * @description List the recordings within sight, newest first.
         */
        get: operations["find_many_api_video_recordings_get"];
        put?: never;
        /**
         * Start
         * @description Record a room, or a source for so many minutes.
         */
        post: operations["start_api_video_recordings_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/video/recordings/{recording}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * View
         * @description Return a recording with its tracks, files and chapters.
         */
        get: operations["view_api_video_recordings__recording__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/video/recordings/{recording}/whiteboards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whiteboards
         * @description List the whiteboards of the room meanwhile, with the moments of each thing on them.
         */
        get: operations["whiteboards_api_video_recordings__recording__whiteboards_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/video/recordings/{recording}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop
         * @description End a recording.
         */
        post: operations["stop_api_video_recordings__recording__stop_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/video/recordings/{recording}/hold": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hold
         * @description Keep a recording whatever its age, or let it go its way again.
         */
        post: operations["hold_api_video_recordings__recording__hold_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/video/recordings/{recording}/erase": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Erase
         * @description Erase the files of a recording; that it was there, and why it went, stays.
         */
        post: operations["erase_api_video_recordings__recording__erase_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/video/recordings/{recording}/segments/{n}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Segment
         * @description Return one film of one track as a browser plays it; one range at a time.
         */
        get: operations["segment_api_video_recordings__recording__segments__n__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/video/recordings/{recording}/segments/{n}/thumbnail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Thumbnail
         * @description Return the first picture of a film, at most 320 pixels wide.
         */
        get: operations["thumbnail_api_video_recordings__recording__segments__n__thumbnail_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/video/recordings/{recording}/stills": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Still
         * @description Take a picture of a moment, as a file that can be hung on an incident.
         */
        post: operations["still_api_video_recordings__recording__stills_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Codes
         * @description Return every code list with Chinese and English names.
         */
        get: operations["codes_api_codes_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find Many
         * @description Return a page of reports, newest first.
         */
        get: operations["find_many_api_reports_get"];
        put?: never;
        /**
         * Receive
         * @description Take in a report; answers with suggestions and possible duplicates.
         */
        post: operations["receive_api_reports_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports/suggest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Suggest
         * @description Read a narrative while it is being typed; stores nothing.
         */
        post: operations["suggest_api_reports_suggest_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports/duplicates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Find Duplicates
         * @description Return what may tell of the same event, best first; stores nothing.
         */
        post: operations["find_duplicates_api_reports_duplicates_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports/mine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find Own
         * @description Return the reports this account sent, newest first, with what became of them.
         */
        get: operations["find_own_api_reports_mine_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports/{report}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find
         * @description Return one report; `restricted` only for those who may read personal data.
         */
        get: operations["find_api_reports__report__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Amend
         * @description Change fields one by one; needs If-Match with the version seen.
         */
        patch: operations["amend_api_reports__report__patch"];
        trace?: never;
    };
    "/api/reports/{report}/take": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take
         * @description Say that you work on it.
         */
        post: operations["take_api_reports__report__take_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports/{report}/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Link
         * @description Say that a report tells of an incident.
         */
        post: operations["link_api_reports__report__link_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports/{report}/unlink": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Unlink
         * @description Take a report out of its incident.
         */
        post: operations["unlink_api_reports__report__unlink_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports/{report}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reject
         * @description Close a report without an incident.
         */
        post: operations["reject_api_reports__report__reject_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports/{report}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restore
         * @description Open a rejected report again.
         */
        post: operations["restore_api_reports__report__restore_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/incidents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find Many
         * @description Return a page of incidents, latest first.
         */
        get: operations["find_many_api_incidents_get"];
        put?: never;
        /**
         * Open Incident
         * @description Open an incident, usually from reports.
         */
        post: operations["open_incident_api_incidents_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/incidents.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Exported
         * @description Return incidents as CSV (UTF-8 with byte order mark), safe to open in office programs.
         */
        get: operations["exported_api_incidents_csv_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/incidents/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Counts
         * @description Return how many incidents there are by state, grade, class and district.
         */
        get: operations["counts_api_incidents_counts_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/incidents/{incident}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Of Incident
         * @description Return everything that happened to an incident, newest first.
         */
        get: operations["of_incident_api_incidents__incident__timeline_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports/{report}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Of Report
         * @description Return everything that happened to a report, newest first.
         */
        get: operations["of_report_api_reports__report__timeline_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/incidents/{incident}/attachments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Of Incident
         * @description Return the files of an incident and of its reports.
         */
        get: operations["of_incident_api_incidents__incident__attachments_get"];
        put?: never;
        /**
         * Add
         * @description Hang a file that was uploaded before on an incident.
         */
        post: operations["add_api_incidents__incident__attachments_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/incidents/{incident}/nearby": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Near Incident
         * @description Return units, cameras or resources near an incident, nearest first.
         *
         *     Cameras whose field of view holds the incident come before all others.
         */
        get: operations["near_incident_api_incidents__incident__nearby_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/incidents/{incident}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find
         * @description Return one incident.
         */
        get: operations["find_api_incidents__incident__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change
         * @description Change fields one by one; needs If-Match with the version seen.
         */
        patch: operations["change_api_incidents__incident__patch"];
        trace?: never;
    };
    "/api/incidents/{incident}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Merge
         * @description Merge an incident into another.
         */
        post: operations["merge_api_incidents__incident__merge_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/incidents/{incident}/unmerge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Unmerge
         * @description Take a merged incident out again.
         */
        post: operations["unmerge_api_incidents__incident__unmerge_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/incidents/{incident}/move": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Move
         * @description Give an incident to another organisation.
         */
        post: operations["move_api_incidents__incident__move_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/incidents/{incident}/assign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Assign
         * @description Call organisations in or release them.
         */
        post: operations["assign_api_incidents__incident__assign_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/incidents/{incident}/label": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Label
         * @description Say who may see an incident.
         */
        post: operations["label_api_incidents__incident__label_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/incidents/{incident}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Note
         * @description Write a line into the log of an incident.
         */
        post: operations["note_api_incidents__incident__notes_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/incidents/{incident}/clocks/{code}/done": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop Clock
         * @description Say that what a clock asks for was done outside the system.
         */
        post: operations["stop_clock_api_incidents__incident__clocks__code__done_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/incidents/{incident}/{verb}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Step
         * @description Take one step of the life cycle: confirm, respond, control, close, reopen.
         */
        post: operations["step_api_incidents__incident___verb__post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Listed
         * @description Return the links of a report or an incident.
         */
        get: operations["listed_api_links_get"];
        put?: never;
        /**
         * Make
         * @description Make a one-time link; its address is shown once.
         */
        post: operations["make_api_links_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/links/exchange": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Exchange
         * @description Exchange the secret of the address for a cookie that is bound to this phone.
         */
        post: operations["exchange_api_links_exchange_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/links/current": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Current
         * @description Return what the page of this link may do.
         */
        get: operations["current_api_links_current_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/links/current/position": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Position
         * @description Send where the phone is.
         */
        post: operations["position_api_links_current_position_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/links/{link}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Withdraw
         * @description End a link before its time.
         */
        delete: operations["withdraw_api_links__link__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/walls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Walls
         * @description List the walls and their scenes.
         */
        get: operations["list_walls_api_walls_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/walls/{code}/scene": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Show Scene
         * @description Switch a wall to a scene.
         */
        post: operations["show_scene_api_walls__code__scene_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/walls/{code}/layers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Lay
         * @description Choose the map layers a wall shows, the topmost first.
         */
        post: operations["lay_api_walls__code__layers_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/walls/{code}/pictures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hang
         * @description Choose the cameras and meetings a wall shows, in their order.
         */
        post: operations["hang_api_walls__code__pictures_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/desks/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Layout
         * @description Return one of the asker's own layouts.
         */
        get: operations["read_layout_api_desks__name__get"];
        /**
         * Save Layout
         * @description Save one of the asker's own layouts.
         */
        put: operations["save_layout_api_desks__name__put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/statistics/today": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Today
         * @description Return today's figures: reports by hour, open incidents by grade and district, units.
         */
        get: operations["today_api_statistics_today_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dispatch/recommend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Recommend
         * @description Return needs and who should go, by driving time; remembered for the asker, not a fact.
         */
        post: operations["recommend_api_dispatch_recommend_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dispatch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Dispatch
         * @description Send units to an incident, all or none; other than recommended needs a reason.
         */
        post: operations["dispatch_api_dispatch_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find Many
         * @description List the orders within sight, the newest first.
         */
        get: operations["find_many_api_tasks_get"];
        put?: never;
        /**
         * Order
         * @description Order something of units and organisations; recipients that see too little are called in.
         */
        post: operations["order_api_tasks_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{task}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find
         * @description Return one order with its version.
         */
        get: operations["find_api_tasks__task__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{task}/receipts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give
         * @description Give a receipt; a later one implies those before it, and none goes backwards.
         */
        post: operations["give_api_tasks__task__receipts_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{task}/remind": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Remind
         * @description Remind the recipient of an open order.
         */
        post: operations["remind_api_tasks__task__remind_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{task}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Withdraw
         * @description Take an order back.
         */
        post: operations["withdraw_api_tasks__task__withdraw_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/units/{unit_id}/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Account
         * @description Say that the crew of a unit on scene is well; its clock begins anew.
         */
        post: operations["account_api_units__unit_id__account_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/incidents/{incident}/pictures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Pictures
         * @description List sources near an incident: those whose field of view holds it first.
         */
        get: operations["pictures_api_incidents__incident__pictures_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/phones": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Live
         * @description List the phones that show an incident, or came of a report, now.
         */
        get: operations["live_api_phones_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/phones/mine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Mine
         * @description Return how one's own live picture stands, and who may watch it, also before it is shown.
         */
        get: operations["mine_api_phones_mine_get"];
        put?: never;
        /**
         * Start
         * @description Show what one's phone sees: the offer goes to the WHIP door of `source_id`.
         */
        post: operations["start_api_phones_mine_post"];
        /**
         * Stop
         * @description Show no more.
         */
        delete: operations["stop_api_phones_mine_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/phones/{source_id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End
         * @description End what somebody's phone shows; it begins again only when that person wants it.
         */
        post: operations["end_api_phones__source_id__end_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/video/recordings/{recording}/clips": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Clip
         * @description Cut a span of some tracks into one file, nothing encoded anew.
         */
        post: operations["clip_api_video_recordings__recording__clips_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/livez": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Live
         * @description Say that the process answers.
         */
        get: operations["live_livez_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ready
         * @description Say whether database, schema, disk and Redis are there; 503 with reasons when not.
         *
         *     A missing Redis is told but does not make the server unready: screens go on by polling.
         */
        get: operations["ready_readyz_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Metrics
         * @description Give the counters of this process to Prometheus, on this machine only.
         */
        get: operations["metrics_metrics_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description An account; `posts` are held now or later, `roles` come with those held now. */
        Account: {
            /** Format: uuid */
            id: string;
            username: string;
            name: string;
            /** @enum {string} */
            kind: "person" | "service";
            organisation: components["schemas"]["Ref"];
            posts: components["schemas"]["Holding"][];
            roles: string[];
            unit: components["schemas"]["AccountUnit"] | null;
            disabled: boolean;
            totp: boolean;
            must_change_password: boolean;
            last_sign_in_at: string | null;
            /** Format: date-time */
            created_at: string;
            locked_until: string | null;
            version?: number;
        };
        /** @description A new account; that of a person gets a one-time password, that of a service none. */
        AccountIn: {
            username: string;
            name: string;
            /**
             * @default person
             * @enum {string}
             */
            kind: "person" | "service";
            /** Format: uuid */
            organisation_id: string;
            posts?: components["schemas"]["HoldingIn"][];
            unit_id?: string | null;
        };
        /** @description Fields to change; `posts` is the whole list of posts held from now on. */
        AccountPatch: {
            /** @default  */
            name: string;
            /**
             * Format: uuid
             * @default 00000000-0000-0000-0000-000000000000
             */
            organisation_id: string;
            posts?: components["schemas"]["HoldingIn"][];
            unit_id?: string | null;
        };
        /** @description The unit a crew's account speaks for. */
        AccountUnit: {
            /** Format: uuid */
            id: string;
            call_sign: string;
        };
        /** @description An account with its one-time password; null for a service and on a repeated request. */
        AccountWithPassword: {
            /** Format: uuid */
            id: string;
            username: string;
            name: string;
            /** @enum {string} */
            kind: "person" | "service";
            organisation: components["schemas"]["Ref"];
            posts: components["schemas"]["Holding"][];
            roles: string[];
            unit: components["schemas"]["AccountUnit"] | null;
            disabled: boolean;
            totp: boolean;
            must_change_password: boolean;
            last_sign_in_at: string | null;
            /** Format: date-time */
            created_at: string;
            locked_until: string | null;
            version?: number;
            password: string | null;
        };
        /** @description Who took an alarm on. */
        Acknowledgement: {
            /** Format: date-time */
            at: string;
            by: components["schemas"]["ActorCard"];
        };
        /** @description Who did something, as facts keep it; `organisation` is an id. */
        ActorCard: {
            /** @enum {string} */
            kind: "account" | "token" | "link" | "system";
            id: string | null;
            name: string;
            organisation: string | null;
        };
        /**
         * @description An address taken apart.
         *
         *     What it does not name, and nothing above it tells, is null or empty. `elsewhere`: it names
         *     another city. `sure`: its divisions can be read in one way only. `best`: the likeliest place.
         */
        AddressParts: {
            district: components["schemas"]["AreaName"] | null;
            town: components["schemas"]["AreaName"] | null;
            province: components["schemas"]["AreaName"] | null;
            city: components["schemas"]["AreaName"] | null;
            village: components["schemas"]["AreaName"] | null;
            road: string;
            number: string;
            rest: string;
            elsewhere: boolean;
            sure: boolean;
            best: components["schemas"]["GeocodeHit"] | null;
        };
        /**
         * @description What a storm touches: one of the real ones by code, or a track as given or forecast.
         *
         *     `forces` are Beaufort numbers; `since` and `until` cut the track.
         */
        AffectedIn: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "affected";
            typhoon?: string | null;
            track?: components["schemas"]["TrackPointIn"][] | null;
            forces?: number[];
            what?: string[];
            since?: string | null;
            until?: string | null;
        };
        /**
         * @description An alarm as it stands; `posts` are the posts called so far, the owner first.
         *
         *     `action` says what is to be done, `repeat_s` how often it sounds again, `count` how often it was
         *     raised. `escalation` is null once nobody is waited for.
         */
        Alarm: {
            /** Format: uuid */
            id: string;
            kind: string;
            zh: string;
            en: string;
            /** @enum {string} */
            severity: "red" | "yellow";
            about: string[];
            subject_text: string;
            organisation_id: string | null;
            owner_post: components["schemas"]["PostCard"];
            posts: string[];
            action: components["schemas"]["Names"];
            repeat_s: number;
            /** Format: date-time */
            raised_at: string;
            acknowledged: components["schemas"]["Acknowledgement"] | null;
            escalation: components["schemas"]["Escalation"] | null;
            shelved_until: string | null;
            shelved: components["schemas"]["Shelf"] | null;
            count: number;
            /** Format: date-time */
            last_at: string;
            cleared_at: string | null;
            cleared_by: components["schemas"]["ActorCard"] | null;
            version?: number;
        };
        /**
         * @description The answer to a question; `fictional` says that invented figures are in it.
         *
         *     `detail` of ways: `full` where every street is known, `trunk` where only trunk roads are.
         */
        Analysis: {
            /** @enum {string} */
            kind: "buffer" | "within" | "nearest" | "route" | "isochrone" | "affected" | "heat" | "clusters" | "statistics";
            /** Format: date-time */
            at: string;
            input: {
                [key: string]: unknown;
            };
            figures: components["schemas"]["Figure"][];
            table: components["schemas"]["Table"];
            shapes: components["schemas"]["Shapes"];
            remarks: components["schemas"]["Remark"][];
            fictional: boolean;
            detail: ("full" | "trunk") | null;
        };
        /** @description The journal's head at one moment: seq, digest (hex), and when it was written down. */
        Anchor: {
            seq: number;
            digest: string;
            at: string;
            epoch: string;
        };
        /** @description The head of the journal, how many anchors there are, and the latest of them. */
        Anchors: {
            head: components["schemas"]["Head"] | null;
            count: number;
            items: components["schemas"]["Anchor"][];
        };
        /** @description How a venue stands in a roll call; `present` says whether it was there when called. */
        Answered: {
            organisation: components["schemas"]["Ref"];
            present: boolean;
            answered_at: string | null;
            answered_by: string | null;
        };
        /** @description The district and town of a point, as far as it lies in any. */
        Area: {
            district: components["schemas"]["AreaName"] | null;
            town: components["schemas"]["AreaName"] | null;
        };
        /** @description Exactly one of: a drawn polygon, a circle, a district by its code. */
        AreaIn: {
            shape?: components["schemas"]["ShapeIn"] | null;
            circle?: components["schemas"]["CircleIn"] | null;
            district?: string | null;
        };
        /** @description A district or town: its administrative code and names. */
        AreaName: {
            code: string;
            zh: string;
            en: string;
        };
        /** @description An incident for which somebody has to go. */
        Asked: {
            /** Format: uuid */
            incident_id: string;
        };
        /** @description Organisations called in or released. */
        AssignIn: {
            add?: string[];
            remove?: string[];
            reason?: string | null;
        };
        /** @description A file that hangs on an incident, or on a report of it; who and where stand in lists. */
        Attachment: {
            /** Format: uuid */
            id: string;
            file: components["schemas"]["FileCard"];
            caption: string | null;
            /** Format: date-time */
            added_at: string;
            added_by?: components["schemas"]["Sender"];
            report_id?: string | null;
        };
        /** @description A file that was uploaded before, and what it shows. */
        AttachmentIn: {
            /** Format: uuid */
            file_id: string;
            caption?: string | null;
        };
        /** @description A span of time somebody was in the room. */
        Attendance: {
            /** Format: uuid */
            participant_id: string;
            name: string;
            organisation: components["schemas"]["Ref"] | null;
            venue: string | null;
            /** Format: date-time */
            entered_at: string;
            left_at: string | null;
            why_left: string | null;
        };
        /** @description One column of a layer, named in both languages. */
        Attribute: {
            name: string;
            /** @enum {string} */
            type: "string" | "integer" | "number" | "boolean" | "date" | "datetime";
            zh: string;
            en: string;
            unit?: string;
        };
        /** @description One column of a layer. */
        AttributeIn: {
            name: string;
            /**
             * @default string
             * @enum {string}
             */
            type: "string" | "integer" | "number" | "boolean" | "date" | "datetime";
            zh: string;
            en: string;
            unit?: string | null;
        };
        /** @description A fact without its restricted part; `drill` is null for what was real. */
        AuditFact: {
            seq: number;
            /** Format: date-time */
            at: string;
            kind: string;
            topic: string;
            /** Format: uuid */
            subject: string;
            version: number;
            about: string[];
            state: {
                [key: string]: unknown;
            } | null;
            actor: components["schemas"]["ActorCard"];
            cause: number | null;
            drill: string | null;
        };
        /** @description The meeting a room was booked for. */
        BookedMeeting: {
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            starts_at: string;
            /** Format: date-time */
            ends_at: string;
            agenda: string;
        };
        /** @description Slots whose source is not at the media engine yet: ask again. */
        Bound: {
            missing: number[];
        };
        /** @description A source one may watch, to be shown to everybody in the room. */
        BringIn: {
            /** Format: uuid */
            source_id: string;
        };
        /** @description Areas within one or several distances of a shape, measured on the ellipsoid. */
        BufferIn: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "buffer";
            shape: components["schemas"]["ShapeIn"];
            distances_m: number[];
        };
        /** @description Who called; personal data. */
        Caller: {
            name?: string | null;
            phone?: string | null;
        };
        /** @description Who called. */
        CallerCard: {
            name: string | null;
            phone: string | null;
        };
        /** @description Where the camera of a source stands and looks. */
        CameraCard: {
            /** Format: uuid */
            id: string;
            name: components["schemas"]["Names"];
            place: components["schemas"]["Place"] | null;
            area_code: string | null;
            direction_deg: number | null;
            view: components["schemas"]["FieldOfView"] | null;
            fictional: boolean;
            restricted: boolean;
        };
        /** @description What happened in the room at a moment: who (`name`), whose picture (`source_id`), what. */
        Chapter: {
            /** Format: date-time */
            at: string;
            /** @enum {string} */
            kind: "opened" | "closed" | "entered" | "left" | "main" | "layout" | "locked" | "unlocked" | "silenced" | "unsilenced" | "hand" | "sharing" | "sharing-ended" | "roll-call" | "roll-call-ended" | "answered" | "decision" | "message" | "recording-started" | "recording-paused" | "recording-resumed" | "recording-stopped" | "whiteboard-opened" | "whiteboard-wiped" | "whiteboard-closed";
            name: string | null;
            source_id: string | null;
            text: string | null;
        };
        /** @description Words to everybody in the room, and files of one's own. */
        ChatIn: {
            /** @default  */
            text: string;
            files?: string[];
        };
        /** @description Whether one part is there, and the reason when it is not. */
        Check: {
            ok: boolean;
            reason?: string;
            revision?: string;
            free_bytes?: number;
        };
        /** @description The crew is well; said at `at` by the sender's clock. */
        CheckIn: {
            at?: string | null;
        };
        /** @description The parts a server needs. */
        Checks: {
            database: components["schemas"]["Check"];
            redis: components["schemas"]["Check"];
            disk: components["schemas"]["Check"];
        };
        /** @description All within a distance of a point. */
        CircleIn: {
            lon: number;
            lat: number;
            radius_m: number;
        };
        /**
         * @description The loaded city, as `city.json` of its data set tells it; without one only `demo`.
         *
         *     `bbox` is west, south, east, north, `centre` lon, lat (WGS 84); `review_number` is the 审图号.
         */
        City: {
            adcode?: string;
            name?: components["schemas"]["CityName"];
            system_name?: components["schemas"]["Names"];
            timezone?: string;
            bbox?: [
                number,
                number,
                number,
                number
            ];
            centre?: [
                number,
                number
            ];
            review_number?: string;
            attribution?: components["schemas"]["Names"];
            fictional_notice?: components["schemas"]["Names"];
            demo: boolean;
        } & {
            [key: string]: unknown;
        };
        /** @description The name of the city; the short one is for the narrowest places. */
        CityName: {
            zh: string;
            en: string;
            short_zh?: string;
        };
        /** @description One class of a style: a value, or a range from (inclusive) to (exclusive). */
        ClassIn: {
            value?: string | number | boolean | null;
            from?: number | null;
            to?: number | null;
            colour: string;
            zh: string;
            en: string;
        };
        /** @description Colours by the values or ranges of one attribute. */
        ClassesIn: {
            attribute: string;
            /** @enum {string} */
            kind: "values" | "ranges";
            items: components["schemas"]["ClassIn"][];
            otherwise: string;
        };
        /**
         * @description A part of a recording as a file; `complete` is false where a track could not go on.
         *
         *     It begins at the last key picture before the moment asked for.
         */
        Clip: {
            file: components["schemas"]["FileCard"];
            /** Format: date-time */
            started_at: string;
            /** Format: date-time */
            ended_at: string;
            tracks: number;
            complete: boolean;
            attachment_id: string | null;
        };
        /** @description A part of a recording; with `incident_id` it hangs on the incident, with its caption. */
        ClipForm: {
            tracks: string[];
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
            incident_id?: string | null;
            caption?: string | null;
        };
        /** @description A deadline that runs or ran; from `warn_at` on it is yellow, after `due_at` red. */
        Clock: {
            code: string;
            zh: string;
            en: string;
            /** Format: date-time */
            started_at: string;
            /** Format: date-time */
            warn_at: string;
            /** Format: date-time */
            due_at: string;
            done_at: string | null;
        };
        /**
         * @description A row of the clock table: which fact starts a clock, which stops it, and how long it runs.
         *
         *     `warn_share` is the share of the time after which it turns yellow; `daily_at` are local times of
         *     `timezone` at which it falls due again and again.
         */
        ClockRule: {
            code: string;
            zh: string;
            en: string;
            jurisdiction: string;
            classes: number[];
            grades: (("I" | "II" | "III" | "IV") | null)[];
            starts: string;
            done: string;
            duration_s?: number;
            daily_at?: string[];
            timezone?: string;
            repeats?: boolean;
            warn_share: number;
            escalate: components["schemas"]["Escalated"][];
            source: string;
        };
        /** @description Who drew it. */
        ClosedBy: {
            id: string | null;
            name: string;
        };
        /** @description What a closure closes on the networks we hold; names at most ten. */
        ClosedRoads: {
            names: string[];
            stretches: number;
            length_m: number;
        };
        /** @description A closed road; `opened_at` says when it was opened again or ran out. */
        Closure: {
            /** Format: uuid */
            id: string;
            reason: string;
            shape: components["schemas"]["ClosureShape"];
            reach_m: number;
            /** Format: date-time */
            starts_at: string;
            until: string | null;
            roads: components["schemas"]["ClosedRoads"];
            place: components["schemas"]["Place"];
            organisation: components["schemas"]["Ref"];
            /** @enum {string} */
            sight: "open" | "internal";
            incident_id: string | null;
            drawn_by: components["schemas"]["ClosedBy"];
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            changed_at: string;
            opened_at: string | null;
            version?: number;
        };
        /**
         * @description A road to close: a point, line or area as drawn (WGS 84), why, and until when.
         *
         *     `reach_m`: roads within so many metres of it are closed. `sight` `internal` leaves it to one's
         *     own organisation; whoever does not see a closure is not led round it.
         */
        ClosureIn: {
            reason: string;
            shape: components["schemas"]["ShapeIn"];
            /** @default 8 */
            reach_m: number;
            starts_at?: string | null;
            until?: string | null;
            /**
             * @default open
             * @enum {string}
             */
            sight: "open" | "internal";
            incident_id?: string | null;
        };
        /** @description Fields to change. */
        ClosurePatch: {
            /** @default  */
            reason: string;
            shape?: components["schemas"]["ShapeIn"];
            /** @default 8 */
            reach_m: number;
            until?: string | null;
        };
        /** @description A GeoJSON geometry, WGS 84, longitude first. */
        ClosureShape: {
            /** @enum {string} */
            type: "Point" | "LineString" | "Polygon" | "MultiPoint" | "MultiLineString" | "MultiPolygon";
            coordinates: unknown[];
        };
        /** @description Where things crowd (DBSCAN): at least `minimum` within `distance_m` of one of them. */
        ClustersIn: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "clusters";
            what: string[];
            /** @default 1000 */
            distance_m: number;
            /** @default 3 */
            minimum: number;
            area?: components["schemas"]["AreaIn"] | null;
        };
        /** @description A row of a code list; what a list does not need is left out. */
        Code: {
            code: string;
            zh: string;
            en: string;
            short?: string;
            short_zh?: string;
            short_en?: string;
            icon?: string;
            colour?: string;
            shape?: string;
            rank?: number;
            key?: string | null;
            open?: boolean;
            verb?: components["schemas"]["Names"] | null;
        };
        /** @description Every code list, the table of event kinds and the table of clocks. */
        Codes: {
            version: string;
            kinds: components["schemas"]["EventKind"][];
            clocks: components["schemas"]["ClockRule"][];
            grades: components["schemas"]["Code"][];
            warning_colours: components["schemas"]["Code"][];
            response_levels: components["schemas"]["Code"][];
            event_classes: components["schemas"]["Code"][];
            report_channels: components["schemas"]["Code"][];
            report_states: components["schemas"]["Code"][];
            reject_reasons: components["schemas"]["Code"][];
            incident_states: components["schemas"]["Code"][];
            scope_labels: components["schemas"]["Code"][];
            unit_statuses: components["schemas"]["Code"][];
            unit_flags: components["schemas"]["Code"][];
            unit_kinds: components["schemas"]["Code"][];
            capabilities: components["schemas"]["Code"][];
            resource_kinds: components["schemas"]["Code"][];
            resource_statuses: components["schemas"]["Code"][];
            place_sources: components["schemas"]["Code"][];
            alarm_severities: components["schemas"]["Code"][];
            organisation_kinds: components["schemas"]["Code"][];
            gazetteer_kinds: components["schemas"]["Code"][];
        };
        /** @description One column of the table. */
        Column: {
            name: string;
            zh: string;
            en: string;
            unit?: string;
        };
        /** @description What becomes of a column: its attribute's name, type and titles, or nothing (`skip`). */
        ColumnIn: {
            source: string;
            name?: string | null;
            /**
             * @default string
             * @enum {string}
             */
            type: "string" | "integer" | "number" | "boolean" | "date" | "datetime";
            zh?: string | null;
            en?: string | null;
            /** @default false */
            skip: boolean;
        };
        /** @description Which columns of a table are the place: `lon` and `lat`, a `pair` in one, or `wkt`. */
        CoordinatesIn: {
            lon?: string | null;
            lat?: string | null;
            pair?: string | null;
            wkt?: string | null;
        };
        /**
         * @description How many incidents there are, by code; `none` counts those without one.
         *
         *     `reports` is null for whoever may not read reports.
         */
        Counts: {
            total: number;
            by_state: {
                [key: string]: number;
            };
            by_grade: {
                [key: string]: number;
            };
            by_class: {
                [key: string]: number;
            };
            by_district: {
                [key: string]: number;
            };
            reports: components["schemas"]["WaitingReports"] | null;
        };
        /**
         * @description When a crew on scene was last known to be well, and when that must be known again.
         *
         *     `by` is null while nobody has said so since it arrived.
         */
        CrewCheck: {
            /** Format: date-time */
            at: string;
            by: string | null;
            /** Format: date-time */
            warn_at: string;
            /** Format: date-time */
            due_at: string;
        };
        /**
         * @description What the guard asks: `suspected` is null when nothing speaks up.
         *
         *     `evidence` is `none` when nothing in the file can tell. Shares are parts of what was held
         *     against the districts that fit under either datum.
         */
        DatumQuestion: {
            suspected: ("wgs84" | "cgcs2000" | "gcj02" | "bd09") | null;
            /** @enum {string} */
            said: "wgs84" | "cgcs2000" | "gcj02" | "bd09";
            /** @enum {string} */
            evidence: "boundary" | "district" | "shore" | "none";
            shift_m: number | null;
            share_said: number | null;
            share_suspected: number | null;
        };
        /** @description What the meeting decided. */
        Decision: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            room_id: string;
            room_title: string;
            text: string;
            decided_by: string;
            /** Format: date-time */
            decided_at: string;
        };
        /** @description What the meeting decided. */
        DecisionIn: {
            text: string;
        };
        /**
         * @description A device; identifiers that are secrets are shown by their last six characters.
         *
         *     `place` is where it was last, at `last_at` by its own clock, received at `last_received_at`; a
         *     position or a keep-alive came at `heard_at`. `refusals` counts by reason what it told and was
         *     not taken, the last of it at `refused_at`.
         */
        Device: {
            /** Format: uuid */
            id: string;
            number: number;
            /** @enum {string} */
            protocol: "jt808" | "cot" | "nmea" | "osmand" | "api";
            identifier: string;
            name: string | null;
            unit_id: string | null;
            organisation: components["schemas"]["Ref"];
            /** @enum {string} */
            datum: "wgs84" | "gcj02" | "bd09";
            /** @enum {string} */
            state: "active" | "quarantined" | "refused";
            maker: string | null;
            model: string | null;
            plate: string | null;
            /** Format: date-time */
            registered_at: string;
            place?: components["schemas"]["Place"] | null;
            moving?: boolean | null;
            last_at?: string | null;
            last_received_at?: string | null;
            heard_at?: string | null;
            refusals?: {
                [key: string]: number;
            };
            refused_at?: string | null;
            version?: number;
            secret?: string;
        };
        /**
         * @description A device to register.
         *
         *     `identifier` is what it calls itself (terminal number, uid). OsmAnd and NMEA devices get a
         *     random one here, which is shown once.
         */
        DeviceIn: {
            /** @enum {string} */
            protocol: "jt808" | "cot" | "nmea" | "osmand" | "api";
            identifier?: string | null;
            name?: string | null;
            unit_id?: string | null;
            /**
             * @default wgs84
             * @enum {string}
             */
            datum: "wgs84" | "gcj02" | "bd09";
        };
        /** @description Which device told a track. */
        DeviceName: {
            /** Format: uuid */
            id: string;
            number: number;
            protocol: string;
            name: string | null;
            plate: string | null;
        };
        /** @description Fields to change; `state` lets a device in (active), turns it away (refused), has it wait. */
        DevicePatch: {
            name?: string | null;
            unit_id?: string | null;
            /**
             * @default wgs84
             * @enum {string}
             */
            datum: "wgs84" | "gcj02" | "bd09";
            /**
             * @default active
             * @enum {string}
             */
            state: "active" | "quarantined" | "refused";
        };
        /**
         * @description Units to send, all or none.
         *
         *     `recommendation` is the id of the answer one had before the eyes; units other than it proposed
         *     need a `reason`. Each unit gets an order to go there; `word` is what it is told besides.
         */
        DispatchIn: {
            /** Format: uuid */
            incident_id: string;
            units: string[];
            recommendation?: string | null;
            reason?: string | null;
            word?: string | null;
        };
        /** @description What was sent; `override` when it is not what was recommended. */
        Dispatched: {
            /** Format: uuid */
            incident_id: string;
            /** Format: date-time */
            at: string;
            units: string[];
            recommended: string[] | null;
            override: boolean;
            reason: string | null;
        };
        /** @description A district a wind circle reaches. */
        District: {
            code: string;
            zh: string;
            en: string;
        };
        /** @description What is known of a report while it is being typed; enough to look for duplicates. */
        Draft: {
            text?: string | null;
            location?: components["schemas"]["Location"] | null;
            address?: string | null;
            occurred_at?: string | null;
            kind?: string | null;
            exclude?: string | null;
        };
        /** @description A drawing; lengths in metres, areas in square metres, both on the ellipsoid. */
        Drawing: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "point" | "line" | "area" | "circle" | "arrow" | "text";
            shape: components["schemas"]["DrawnShape"];
            radius_m: number | null;
            symbol: components["schemas"]["SymbolRef"] | null;
            label: string;
            style: components["schemas"]["Style"];
            sheet: string;
            length_m: number | null;
            area_m2: number | null;
            until: string | null;
            /** @enum {string} */
            sight: "open" | "internal" | "incident";
            incident_id: string | null;
            drawn_by: components["schemas"]["DrawnBy"];
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            changed_at: string;
            removed_at: string | null;
            place: components["schemas"]["Place"];
            organisation: components["schemas"]["Ref"];
            version?: number;
        };
        /**
         * @description A drawing: kind, shape in WGS 84 (a circle's is its centre), words, symbol, until when.
         *
         *     `id` may be chosen by the client (UUIDv7), so that a drawing made offline arrives once. Of sight
         *     `incident` it is seen by whoever sees the incident it was drawn for, and stands on that
         *     incident's timeline; of another sight only those who see the incident learn of it.
         */
        DrawingIn: {
            id?: string | null;
            /** @enum {string} */
            kind: "point" | "line" | "area" | "circle" | "arrow" | "text";
            shape: components["schemas"]["ShapeIn"];
            radius_m?: number | null;
            symbol?: components["schemas"]["SymbolIn"] | null;
            /** @default  */
            label: string;
            style?: components["schemas"]["StyleIn"];
            /** @default 标绘 */
            sheet: string;
            until?: string | null;
            /**
             * @default open
             * @enum {string}
             */
            sight: "open" | "internal" | "incident";
            incident_id?: string | null;
        };
        /** @description Fields to change. */
        DrawingPatch: {
            shape?: components["schemas"]["ShapeIn"];
            radius_m?: number | null;
            symbol?: components["schemas"]["SymbolIn"] | null;
            /** @default  */
            label: string;
            style?: components["schemas"]["StyleIn"];
            /** @default 标绘 */
            sheet: string;
            until?: string | null;
        };
        /** @description Who drew it. */
        DrawnBy: {
            id: string | null;
            name: string;
        };
        /** @description A GeoJSON geometry, WGS 84, longitude first. */
        DrawnShape: {
            /** @enum {string} */
            type: "Point" | "LineString" | "Polygon";
            coordinates: unknown[];
        };
        /** @description What may tell of the same event, best first, and how long the search took. */
        Duplicates: {
            items: (components["schemas"]["KnownCandidate"] | components["schemas"]["OtherCandidate"])[];
            elapsed_ms: number;
        };
        /** @description An entry of the roster: who sits at which post from a moment until another. */
        Duty: {
            /** Format: uuid */
            id: string;
            post: components["schemas"]["DutyPost"];
            organisation: components["schemas"]["Ref"];
            account: components["schemas"]["Person"];
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            until: string;
            phone: string | null;
            note: string | null;
            version?: number;
        };
        /** @description A duty: an account at a post from a moment until another. */
        DutyIn: {
            /** Format: uuid */
            post_id: string;
            /** Format: uuid */
            account_id: string;
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            until: string;
            phone?: string | null;
            note?: string | null;
        };
        /** @description The post of a duty; `name` is what alarms and plans call it by. */
        DutyPost: {
            /** Format: uuid */
            id: string;
            code: string;
            name: string;
            zh: string;
            en: string;
        };
        /** @description How many sessions were ended. */
        EndedSessions: {
            ended: number;
        };
        /** @description Who enters, from where. `page` is an id the page makes for itself: the newest one counts. */
        EnterIn: {
            /** Format: uuid */
            page: string;
            /**
             * @default speaker
             * @enum {string}
             */
            role: "speaker" | "listener";
            venue?: string | null;
            place?: components["schemas"]["PlaceIn"] | null;
            /** @default false */
            microphone: boolean;
            /** @default false */
            camera: boolean;
        };
        /** @description Why a recording is erased before its time. */
        EraseIn: {
            reason: string;
        };
        /** @description Which post is called how long after a clock ran out. */
        Escalated: {
            after_s: number;
            to: string;
        };
        /** @description How far an alarm has climbed: the post called last and when the next one is. */
        Escalation: {
            level: number;
            to: components["schemas"]["PostCard"] | null;
            next_at: string | null;
        };
        /** @description A row of the table of event kinds; `class` is 1 to 4, the first digit of the code. */
        EventKind: {
            scheme: string;
            version: string;
            code: string;
            zh: string;
            en: string;
            parent: string | null;
            class: number;
            graded: boolean;
            icon: string;
        };
        /** @description The secret that stood in the address of the page. */
        ExchangeIn: {
            token: string;
        };
        /** @description An export; done, `file_id` is its file at `/api/files`, for a day. */
        Export: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            layer_id: string;
            /** @enum {string} */
            state: "queued" | "running" | "done" | "failed" | "cancelled";
            choices: {
                [key: string]: unknown;
            };
            progress: components["schemas"]["Progress"];
            file_id: string | null;
            notes: {
                [key: string]: number;
            };
            problem: components["schemas"]["Trouble"] | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            changed_at: string;
        };
        /** @description An export that runs in the background. */
        ExportIn: {
            /** @enum {string} */
            format: "gpkg" | "shapefile" | "geojson" | "kml" | "kmz" | "gpx" | "csv" | "xlsx";
            ids?: number[] | null;
            bbox?: [
                number,
                number,
                number,
                number
            ] | null;
            filter?: string | null;
            /** @default 4326 */
            crs: number;
            /**
             * @default wgs84
             * @enum {string}
             */
            datum: "wgs84" | "cgcs2000" | "gcj02" | "bd09";
            /**
             * @default utf-8
             * @enum {string}
             */
            encoding: "utf-8" | "gb18030";
            /** Format: uuid */
            layer_id: string;
        };
        /** @description A figure read from the narrative. */
        Extracted: {
            field: string;
            zh: string;
            en: string;
            value: number;
            unit: components["schemas"]["Names"];
            start: number;
            end: number;
        };
        /** @description One field that was refused: a JSON pointer into the body, or `?name` of a parameter. */
        Fault: {
            pointer: string;
            code: string;
            detail: string;
        };
        /** @description The report of a failed import: the first 1,000 rows. */
        Faults: {
            items: components["schemas"]["RowFault"][];
            total: number;
        };
        /** @description A feed; `age_s` counts from the last message that could be read. */
        Feed: {
            /** Format: uuid */
            id: string;
            code: string;
            zh: string;
            en: string;
            /** @enum {string} */
            kind: "typhoon" | "gauges" | "quakes" | "generic";
            /** @enum {string} */
            form: "typhoon-provincial" | "typhoon-jma" | "typhoon-ibtracs" | "gauges-csv" | "quakes-usgs" | "table-csv" | "table-geojson";
            form_zh: string;
            form_en: string;
            url: string | null;
            every_s: number;
            late_after_s: number;
            dead_after_s: number;
            keep_days: number;
            thresholds: {
                [key: string]: unknown;
            }[];
            stations: number;
            /** @enum {string} */
            sight: "open" | "internal";
            exercise: boolean;
            paused: boolean;
            source: string;
            licence: string;
            organisation: components["schemas"]["Ref"];
            /** @enum {string} */
            state: "never" | "ok" | "late" | "dead";
            received_at: string | null;
            age_s: number | null;
            next_at: string | null;
            error: components["schemas"]["FeedError"] | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            changed_at: string;
            removed_at: string | null;
            may_manage: boolean;
            settings?: {
                [key: string]: unknown;
            };
            version?: number;
        };
        /** @description Why the last message could not be had or read. */
        FeedError: {
            /** Format: date-time */
            at: string;
            code: string;
            detail: string;
        };
        /** @description A feed; without `url` it is pushed to us. */
        FeedIn: {
            code: string;
            zh: string;
            en: string;
            /** @enum {string} */
            form: "typhoon-provincial" | "typhoon-jma" | "typhoon-ibtracs" | "gauges-csv" | "quakes-usgs" | "table-csv" | "table-geojson";
            url?: string | null;
            /** @default 300 */
            every_s: number;
            /** @default 900 */
            late_after_s: number;
            /** @default 3600 */
            dead_after_s: number;
            /** @default 30 */
            keep_days: number;
            settings?: components["schemas"]["SettingsIn"];
            thresholds?: (components["schemas"]["LevelThreshold"] | components["schemas"]["QuakeThreshold"] | components["schemas"]["StormThreshold"])[];
            /**
             * @default open
             * @enum {string}
             */
            sight: "open" | "internal";
            /** @default false */
            exercise: boolean;
            /** @default  */
            source: string;
            /** @default  */
            licence: string;
        };
        /** @description Fields to change. */
        FeedPatch: {
            /** @default  */
            zh: string;
            /** @default  */
            en: string;
            url?: string | null;
            /** @default 300 */
            every_s: number;
            /** @default 900 */
            late_after_s: number;
            /** @default 3600 */
            dead_after_s: number;
            /** @default 30 */
            keep_days: number;
            settings?: components["schemas"]["SettingsIn"];
            thresholds?: (components["schemas"]["LevelThreshold"] | components["schemas"]["QuakeThreshold"] | components["schemas"]["StormThreshold"])[];
            /** @default false */
            paused: boolean;
            /** @default  */
            source: string;
            /** @default  */
            licence: string;
        };
        /** @description The feed a warning comes from. */
        FeedRef: {
            /** Format: uuid */
            id: string;
            code: string;
            zh: string;
            en: string;
        };
        /** @description A polygon (GeoJSON, WGS 84): what a camera sees of flat ground. */
        FieldOfView: {
            /** @constant */
            type: "Polygon";
            coordinates: unknown[];
        };
        /**
         * @description One number worth saying aloud; `unit` empty where it counts things.
         *
         *     `value_en` stands beside a value that is a Chinese name.
         */
        Figure: {
            name: string;
            zh: string;
            en: string;
            value: number | string | null;
            value_en?: string;
            unit: string;
        };
        /**
         * @description What others learn of a file; hashes are SHA-256 in hex, sizes of pictures in pixels.
         *
         *     `sha256` is the hash of what is kept, `received_sha256` of what was sent; `personal` marks a
         *     file that is part of the restricted part of what it hangs on.
         */
        FileCard: {
            /** Format: uuid */
            id: string;
            name: string;
            media_type: string;
            bytes: number;
            sha256: string;
            received_sha256: string;
            width: number | null;
            height: number | null;
            /** @enum {string} */
            state: "ready" | "erased";
            /** Format: date-time */
            created_at: string;
            personal: boolean;
        };
        /** @description A column of the file: samples, and how many rows have nothing in it. */
        FileColumn: {
            name: string;
            /** @enum {string} */
            type: "string" | "integer" | "number" | "boolean" | "date" | "datetime";
            samples: string[];
            empty: number;
        };
        /** @description How coordinates are read; `sure` is false when the way to WGS 84 is known to metres only. */
        FileCrs: {
            epsg: number | null;
            name: string;
            degrees: boolean;
            sure: boolean;
            /** @enum {string} */
            known: "chosen" | "file" | "guessed" | "assumed";
        };
        /** @description A layer in the file. */
        FileLayer: {
            name: string;
            rows: number;
            geometry: ("point" | "line" | "polygon" | "mixed") | null;
        };
        /** @description The id of the first administrator's account. */
        FirstAccount: {
            /** Format: uuid */
            account: string;
        };
        /** @description What one agency says. */
        Forecast: {
            agency: string;
            points: components["schemas"]["TrackSpot"][];
        };
        /** @description A form feeds can speak. */
        FormWords: {
            /** @enum {string} */
            code: "typhoon-provincial" | "typhoon-jma" | "typhoon-ibtracs" | "gauges-csv" | "quakes-usgs" | "table-csv" | "table-geojson";
            /** @enum {string} */
            kind: "typhoon" | "gauges" | "quakes" | "generic";
            zh: string;
            en: string;
        };
        /** @description A silence longer than `gap_s`; `distance_m` as the crow flies. */
        Gap: {
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
            duration_s: number;
            distance_m: number;
        };
        /** @description What a gauge measured last, before that, and of late in order of time. */
        Gauge: {
            code: string;
            quantity: string;
            quantity_zh: string;
            quantity_en: string;
            zh: string;
            en: string;
            unit: string;
            place: {
                [key: string]: number;
            } | null;
            /** Format: date-time */
            at: string;
            value: number;
            before_at: string | null;
            before_value: number | null;
            recent: number[];
        };
        /** @description Name and place (WGS 84) of a gauge the feed names by a code alone. */
        GaugeIn: {
            code: string;
            zh: string;
            en: string;
            lon: number;
            lat: number;
        };
        /** @description A place a query may mean; the higher its `score` (0 to 1), the likelier. */
        GeocodeHit: {
            district: components["schemas"]["AreaName"] | null;
            town: components["schemas"]["AreaName"] | null;
            id: string;
            name: components["schemas"]["Names"];
            kind: string;
            place: components["schemas"]["Place"];
            accuracy_m: number;
            source: string;
            fictional: boolean;
            match: components["schemas"]["Match"];
            score: number;
        };
        /**
         * @description A geofence; `outline` is its area with few corners, `shape` as drawn (one geofence alone).
         *
         *     `inside` counts who is inside now, of those the asker sees; `shape_digest` names the shape.
         */
        Geofence: {
            /** Format: uuid */
            id: string;
            name: string;
            /** @enum {string} */
            kind: "polygon" | "circle" | "corridor";
            outline: components["schemas"]["GeofenceShape"];
            shape_digest: string;
            radius_m: number | null;
            width_m: number | null;
            margin_m: number;
            area_m2: number;
            hours: components["schemas"]["WeeklyHours"] | null;
            active: boolean;
            /** @enum {string} */
            sight: "open" | "internal";
            place: components["schemas"]["Place"];
            organisation: components["schemas"]["Ref"];
            drawn_by: components["schemas"]["DrawnBy"];
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            changed_at: string;
            withdrawn_at: string | null;
            shape?: components["schemas"]["GeofenceShape"];
            inside?: number;
            version?: number;
        };
        /**
         * @description What a rule found: `at` by the clock of the device; `standing` while it goes on.
         *
         *     Of an `outside` no geofence is named. `late`: heard of so late that nobody was alarmed.
         */
        GeofenceEvent: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            event: "enter" | "exit" | "dwell" | "speed" | "inside" | "outside";
            rule: components["schemas"]["GeofenceName"];
            fence: components["schemas"]["GeofenceName"] | null;
            unit: components["schemas"]["GeofenceName"] | null;
            device: components["schemas"]["GeofenceName"];
            title: components["schemas"]["Names"];
            /** Format: date-time */
            at: string;
            until: string | null;
            standing: boolean;
            figures: components["schemas"]["GeofenceFigures"];
            place: components["schemas"]["Place"] | null;
            late: boolean;
            alarm_id: string | null;
            organisation: components["schemas"]["Ref"];
            version?: number;
        };
        /** @description What was measured, and the limits of the rule then. */
        GeofenceFigures: {
            minutes: number | null;
            limit_kmh: number | null;
            speed_kmh: number | null;
        };
        /**
         * @description A geofence: a polygon, a circle (middle and radius), or a corridor (line and width).
         *
         *     `margin_m`: whoever is inside leaves it only so many metres beyond its edge. `hours`: when it
         *     counts, without them always. `sight` `internal` leaves it to one's own organisation.
         */
        GeofenceIn: {
            name: string;
            /** @enum {string} */
            kind: "polygon" | "circle" | "corridor";
            shape: components["schemas"]["ShapeIn"];
            radius_m?: number | null;
            width_m?: number | null;
            /** @default 60 */
            margin_m: number;
            hours?: components["schemas"]["WeeklyHoursIn"] | null;
            /** @default true */
            active: boolean;
            /**
             * @default open
             * @enum {string}
             */
            sight: "open" | "internal";
        };
        /** @description Something by id and by what it was called then. */
        GeofenceName: {
            /** Format: uuid */
            id: string;
            name: string;
        };
        /** @description Fields to change. */
        GeofencePatch: {
            /** @default - */
            name: string;
            shape?: components["schemas"]["ShapeIn"];
            radius_m?: number | null;
            width_m?: number | null;
            /** @default 60 */
            margin_m: number;
            hours?: components["schemas"]["WeeklyHoursIn"] | null;
            /** @default true */
            active: boolean;
        };
        /** @description A rule over geofences; see `GeofenceRuleIn`. */
        GeofenceRule: {
            /** Format: uuid */
            id: string;
            name: string;
            /** @enum {string} */
            event: "enter" | "exit" | "dwell" | "speed" | "inside" | "outside";
            fences: string[];
            minutes: number | null;
            limit_kmh: number | null;
            units: string[];
            organisations: string[];
            kinds: string[];
            hours: components["schemas"]["WeeklyHours"] | null;
            alarm: boolean;
            /** @enum {string} */
            severity: "red" | "yellow";
            active: boolean;
            organisation: components["schemas"]["Ref"];
            made_by: components["schemas"]["DrawnBy"];
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            changed_at: string;
            withdrawn_at: string | null;
            version?: number;
        };
        /**
         * @description A rule over one or many geofences.
         *
         *     `event`: enter, exit; dwell (inside longer than `minutes`); speed (inside and faster than
         *     `limit_kmh`); inside (is there, for `minutes`, and should not); outside (is in none of the
         *     geofences, for `minutes`, and should). Of whom: `units`; or, when none is named, all of
         *     `organisations` and `kinds`, which without names are all that the rule's organisation sees.
         *     With `alarm` each event calls somebody, without it is only a fact.
         */
        GeofenceRuleIn: {
            name: string;
            /** @enum {string} */
            event: "enter" | "exit" | "dwell" | "speed" | "inside" | "outside";
            fences: string[];
            minutes?: number | null;
            limit_kmh?: number | null;
            units?: string[];
            organisations?: string[];
            kinds?: string[];
            hours?: components["schemas"]["WeeklyHoursIn"] | null;
            /** @default true */
            alarm: boolean;
            /**
             * @default yellow
             * @enum {string}
             */
            severity: "red" | "yellow";
            /** @default true */
            active: boolean;
        };
        /** @description Fields to change. */
        GeofenceRulePatch: {
            /** @default - */
            name: string;
            fences?: string[];
            minutes?: number | null;
            limit_kmh?: number | null;
            units?: string[];
            organisations?: string[];
            kinds?: string[];
            hours?: components["schemas"]["WeeklyHoursIn"] | null;
            /** @default true */
            alarm: boolean;
            /**
             * @default yellow
             * @enum {string}
             */
            severity: "red" | "yellow";
            /** @default true */
            active: boolean;
        };
        /** @description A GeoJSON geometry, WGS 84, longitude first. */
        GeofenceShape: {
            /** @enum {string} */
            type: "Point" | "LineString" | "Polygon" | "MultiPolygon";
            coordinates: unknown[];
        };
        /** @description Who is inside now: a unit, or a device of none; `last_at` is its last position. */
        GeofenceVisitor: {
            /** Format: uuid */
            device_id: string;
            unit_id: string | null;
            name: string;
            /** Format: date-time */
            since: string;
            last_at: string | null;
        };
        /** @description A grade the narrative suggests, the rule that gives it, and the words it rests on. */
        GradeSuggestion: {
            /** @enum {string} */
            grade: "I" | "II" | "III" | "IV";
            score: number;
            rule: components["schemas"]["Names"];
            phrases: components["schemas"]["Span"][];
        };
        /** @description A one-time link into a room. */
        Guest: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            room_id: string;
            name: string;
            /** @enum {string} */
            role: "speaker" | "listener";
            /** @enum {string} */
            state: "sent" | "opened" | "withdrawn" | "expired";
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            expires_at: string;
            opened_at: string | null;
        };
        /** @description Somebody without an account who is let in by a one-time link. */
        GuestIn: {
            name: string;
            /**
             * @default speaker
             * @enum {string}
             */
            role: "speaker" | "listener";
            /** @default 120 */
            minutes: number;
        };
        /** @description Which room a guest is let into, and as whom. */
        GuestRoom: {
            /** Format: uuid */
            room_id: string;
            name: string;
            title: string;
            organisation: components["schemas"]["Ref"];
            /** Format: date-time */
            expires_at: string;
        };
        /** @description The holder of the post who goes on, and what there is to know. */
        HandOver: {
            /** Format: uuid */
            account_id: string;
            note?: string | null;
        };
        /** @description The newest fact; `digest` is SHA-256 in hex. */
        Head: {
            seq: number;
            /** Format: date-time */
            at: string;
            digest: string;
        };
        /** @description How densely things lie, on a grid. */
        HeatIn: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "heat";
            what: string[];
            /** @default 1000 */
            cell_m: number;
            area?: components["schemas"]["AreaIn"] | null;
        };
        /** @description The alarm a crew's call raised. */
        HelpCall: {
            /** Format: uuid */
            alarm_id: string;
            /** Format: date-time */
            received_at: string;
        };
        /** @description A crew in danger; everything but the call itself may be missing. */
        HelpIn: {
            place?: components["schemas"]["PlaceIn"] | null;
            at?: string | null;
        };
        /** @description Whether retention leaves a recording alone, and why. */
        HoldIn: {
            held: boolean;
            reason: string;
        };
        /** @description A post an account holds, from a moment on, for good or until another. */
        Holding: {
            /** Format: uuid */
            id: string;
            code: string;
            name: string;
            zh: string;
            en: string;
            /** Format: date-time */
            from: string;
            until: string | null;
        };
        /** @description A post to hold, from now or a later moment, for good or until a moment. */
        HoldingIn: {
            /** Format: uuid */
            id: string;
            from?: string | null;
            until?: string | null;
        };
        /** @description An import. `faults` counts the rows of the report (`/faults`, `/faults.csv`). */
        Import: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            file_id: string;
            name: string;
            /** @enum {string} */
            state: "inspecting" | "ready" | "running" | "done" | "failed" | "cancelled" | "undone";
            choices: {
                [key: string]: unknown;
            };
            preview: components["schemas"]["Preview"] | null;
            progress: components["schemas"]["Progress"];
            faults: number;
            notes: {
                [key: string]: number;
            };
            problem: components["schemas"]["Trouble"] | null;
            layer_id: string | null;
            undo_until: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            changed_at: string;
        };
        /**
         * @description How a file is read and what becomes of it; what is left out stays as the preview found it.
         *
         *     `crs` is an EPSG code; `datum` answers the question of the preview. `layer_id` is the layer to
         *     replace or append to. Rows without a place make the import fail unless they are left out.
         */
        ImportChoices: {
            layers?: string[] | null;
            encoding?: ("utf-8" | "gb18030" | "utf-16") | null;
            delimiter?: ("," | ";" | "\t" | "|") | null;
            crs?: number | null;
            datum?: ("wgs84" | "cgcs2000" | "gcj02" | "bd09") | null;
            coordinates?: components["schemas"]["CoordinatesIn"] | null;
            columns?: components["schemas"]["ColumnIn"][] | null;
            /**
             * @default refuse
             * @enum {string}
             */
            without_place: "refuse" | "leave-out";
            since?: string | null;
            until?: string | null;
            /**
             * @default new
             * @enum {string}
             */
            into: "new" | "replace" | "append";
            layer_id?: string | null;
            code?: string | null;
            zh?: string | null;
            en?: string | null;
            /** @default  */
            about_zh: string;
            /** @default  */
            about_en: string;
            /** @default other */
            group: string;
            organisation_id?: string | null;
            /**
             * @default internal
             * @enum {string}
             */
            sight: "public" | "open" | "internal" | "restricted";
            posts?: string[];
            style?: components["schemas"]["LayerStyleIn"];
            /** @default  */
            source: string;
            /** @default  */
            licence: string;
            /** @default false */
            fictional: boolean;
        };
        /** @description A file to import, sent to `/api/files` before. */
        ImportIn: {
            /** Format: uuid */
            file: string;
        };
        /**
         * @description An incident; `reports` and `attachments` count, with what was merged into it.
         *
         *     `report_ids` are the first of its own reports; `figures` are counts such as `dead`, `injured`.
         */
        Incident: {
            /** Format: uuid */
            id: string;
            number: string;
            title: string;
            kind: components["schemas"]["Kind"] | null;
            grade: ("I" | "II" | "III" | "IV") | null;
            /** @enum {string} */
            state: "reported" | "confirmed" | "responding" | "controlled" | "closed" | "merged";
            milestones: components["schemas"]["Milestones"];
            /** Format: date-time */
            occurred_at: string;
            place: components["schemas"]["Place"] | null;
            address: string | null;
            area: components["schemas"]["Area"];
            organisation: components["schemas"]["Ref"];
            assigned: components["schemas"]["Ref"][];
            /** @enum {string} */
            label: "open" | "internal" | "restricted";
            posts: components["schemas"]["NamedPost"][];
            reports: number;
            report_ids: string[];
            merged_into: string | null;
            merged_from: string[];
            units: components["schemas"]["SentUnit"][];
            attachments: number;
            figures: {
                [key: string]: number;
            };
            summary: string | null;
            last_note: components["schemas"]["LastNote"] | null;
            clocks: components["schemas"]["Clock"][];
            drill: string | null;
            version?: number;
        };
        /** @description A new incident, usually made from reports; what is left out is taken from the first one. */
        IncidentIn: {
            id?: string | null;
            title: string;
            kind?: string | null;
            grade?: ("I" | "II" | "III" | "IV") | null;
            location?: components["schemas"]["Location"] | null;
            address?: string | null;
            occurred_at?: string | null;
            organisation_id?: string | null;
            assigned?: string[];
            /**
             * @default internal
             * @enum {string}
             */
            label: "open" | "internal" | "restricted";
            posts?: string[];
            summary?: string | null;
            figures?: {
                [key: string]: number;
            };
            reports?: string[];
        };
        /** @description Any of the fields; a figure of null is taken out. */
        IncidentPatch: {
            /** @default  */
            title: string;
            kind?: string | null;
            grade?: ("I" | "II" | "III" | "IV") | null;
            location?: components["schemas"]["Location"] | null;
            address?: string | null;
            occurred_at?: string | null;
            summary?: string | null;
            figures?: {
                [key: string]: number | null;
            };
        };
        /** @description A camera with its source; `in_view` when the incident lies in its field of view. */
        IncidentPicture: {
            /** Format: uuid */
            camera_id: string;
            name: components["schemas"]["Names"];
            distance_m: number;
            in_view: boolean;
            source: components["schemas"]["Source"];
        };
        /** @description Venues to invite beside those that are. */
        InviteIn: {
            venues: string[];
        };
        /** @description What is reached from a point within some minutes; `toward`: from where it is reached. */
        IsochroneIn: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "isochrone";
            point: components["schemas"]["PointIn"];
            minutes: number[];
            /** @default false */
            toward: boolean;
            network?: string | null;
            /**
             * @default drive
             * @enum {string}
             */
            mode: "drive" | "foot";
        };
        /** @description A new token with its secret; null when the same request is repeated. */
        IssuedToken: {
            /** Format: uuid */
            id: string;
            name: string;
            account: components["schemas"]["TokenAccount"];
            permissions: string[];
            /** Format: date-time */
            expires_at: string;
            revoked_at: string | null;
            /** Format: date-time */
            created_at: string;
            last_used_at: string | null;
            token: string | null;
        };
        /** @description A fact that does not fit the chain or its anchor. */
        JournalFault: {
            seq: number;
            fault: string;
        };
        /** @description A kind of event with the code table it stands in. */
        Kind: {
            scheme: string;
            version: string;
            code: string;
            zh: string;
            en: string;
        };
        /** @description A kind the narrative suggests, and the words it rests on. */
        KindSuggestion: {
            code: string;
            zh: string;
            en: string;
            score: number;
            phrases: components["schemas"]["Span"][];
        };
        /**
         * @description A report or incident that may tell of the same event.
         *
         *     `minutes` apart in time, `similarity` of the words and `score` of the whole from 0 to 1;
         *     `matched` are words both share.
         */
        KnownCandidate: {
            /** @enum {string} */
            target: "incident" | "report";
            /** Format: uuid */
            id: string;
            number: string;
            title: string | null;
            kind: components["schemas"]["Kind"] | null;
            grade: ("I" | "II" | "III" | "IV") | null;
            state: ("received" | "linked" | "rejected") | ("reported" | "confirmed" | "responding" | "controlled" | "closed" | "merged");
            distance_m: number | null;
            minutes: number;
            similarity: number;
            score: number;
            likely: boolean;
            matched: string[];
            organisation: components["schemas"]["Ref"];
            place: components["schemas"]["Place"] | null;
        };
        /** @description Who may see it: open, internal, or restricted to posts. */
        LabelIn: {
            /** @enum {string} */
            label: "open" | "internal" | "restricted";
            posts?: string[];
            reason: string;
        };
        /** @description The landmark a point is told by; `bearing` is in degrees from it to the point. */
        Landmark: {
            id: string;
            name: components["schemas"]["Names"];
            distance_m: number;
            bearing: number;
            fictional: boolean;
        };
        /** @description A line of the log: when, by whom, what. */
        LastNote: {
            /** Format: date-time */
            at: string;
            by: string;
            text: string;
        };
        /**
         * @description A layer; `extent` is west, south, east, north of all its features (WGS 84).
         *
         *     `version` grows with every change of the layer or of a feature in it.
         */
        Layer: {
            /** Format: uuid */
            id: string;
            code: string;
            zh: string;
            en: string;
            about_zh: string;
            about_en: string;
            group: string;
            group_zh: string;
            group_en: string;
            position: number;
            organisation: components["schemas"]["Ref"];
            /** @enum {string} */
            sight: "public" | "open" | "internal" | "restricted";
            /** @enum {string} */
            geometry: "point" | "line" | "polygon" | "mixed";
            attributes: components["schemas"]["Attribute"][];
            style: components["schemas"]["LayerStyle"];
            opacity: number;
            minzoom: number;
            maxzoom: number;
            shown: boolean;
            extent: number[] | null;
            features: number;
            version: number;
            srid: number;
            /** @enum {string} */
            datum: "wgs84" | "cgcs2000" | "gcj02" | "bd09" | "other";
            source: string;
            licence: string;
            fictional: boolean;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            changed_at: string;
            removed_at: string | null;
            may_edit: boolean;
        };
        /** @description One class: a value, or a range from (inclusive) to (exclusive). */
        LayerClass: {
            value?: string | number | boolean | null;
            from?: number | null;
            to?: number | null;
            colour: string;
            zh: string;
            en: string;
        };
        /** @description Colours by the values or ranges of one attribute. */
        LayerClasses: {
            attribute: string;
            /** @enum {string} */
            kind: "values" | "ranges";
            items: components["schemas"]["LayerClass"][];
            otherwise: string;
        };
        /**
         * @description A new layer, without features.
         *
         *     Without `organisation_id` it is the asker's own; `posts` are those that may see a restricted
         *     one. `srid` (EPSG) and `datum` say how the features came; they are stored in WGS 84.
         */
        LayerIn: {
            code?: string | null;
            zh: string;
            en: string;
            /** @default  */
            about_zh: string;
            /** @default  */
            about_en: string;
            /** @default other */
            group: string;
            /** @default 0 */
            position: number;
            organisation_id?: string | null;
            /**
             * @default internal
             * @enum {string}
             */
            sight: "public" | "open" | "internal" | "restricted";
            posts?: string[];
            /** @enum {string} */
            geometry: "point" | "line" | "polygon" | "mixed";
            attributes?: components["schemas"]["AttributeIn"][];
            style?: components["schemas"]["LayerStyleIn"];
            /** @default 1 */
            opacity: number;
            /** @default 0 */
            minzoom: number;
            /** @default 22 */
            maxzoom: number;
            /** @default false */
            shown: boolean;
            /** @default 4326 */
            srid: number;
            /**
             * @default wgs84
             * @enum {string}
             */
            datum: "wgs84" | "cgcs2000" | "gcj02" | "bd09" | "other";
            /** @default  */
            source: string;
            /** @default  */
            licence: string;
            /** @default false */
            fictional: boolean;
        };
        /** @description Fields to change; what the features are (code, geometry, datum) stays. */
        LayerPatch: {
            /** @default  */
            zh: string;
            /** @default  */
            en: string;
            /** @default  */
            about_zh: string;
            /** @default  */
            about_en: string;
            /** @default  */
            group: string;
            /** @default 0 */
            position: number;
            /**
             * @default internal
             * @enum {string}
             */
            sight: "public" | "open" | "internal" | "restricted";
            posts?: string[];
            attributes?: components["schemas"]["AttributeIn"][];
            style?: components["schemas"]["LayerStyleIn"];
            /** @default 1 */
            opacity: number;
            /** @default 0 */
            minzoom: number;
            /** @default 22 */
            maxzoom: number;
            /** @default false */
            shown: boolean;
            /** @default  */
            source: string;
            /** @default  */
            licence: string;
            /** @default false */
            fictional: boolean;
        };
        /** @description How a layer looks: sizes in pixels, colours as #rrggbb; what is missing the map chooses. */
        LayerStyle: {
            colour?: string | null;
            outline?: string | null;
            fill_opacity?: number | null;
            width?: number | null;
            radius?: number | null;
            icon?: string | null;
            dash?: number[] | null;
            label?: string | null;
            heat?: boolean;
            classes?: components["schemas"]["LayerClasses"] | null;
        };
        /** @description How a layer looks; what is left out the map chooses. */
        LayerStyleIn: {
            colour?: string | null;
            outline?: string | null;
            fill_opacity?: number | null;
            width?: number | null;
            radius?: number | null;
            icon?: string | null;
            dash?: [
                number,
                number
            ] | null;
            label?: string | null;
            /** @default false */
            heat: boolean;
            classes?: components["schemas"]["ClassesIn"] | null;
        };
        /** @description The map layers a wall is to show by their codes, the topmost first. */
        Layers: {
            layers: string[];
        };
        /** @description What the screen wants to find again; its inside belongs to the front end. */
        Layout: {
            layout: {
                [key: string]: unknown;
            };
        };
        /**
         * @description A gauge at or above a value; it ends `back` below, so that it does not flicker.
         *
         *     Without a station or quantity it holds for all of the feed.
         */
        LevelThreshold: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "level";
            station?: string | null;
            quantity?: string | null;
            over: number;
            /** @default 0 */
            back: number;
            /** @enum {string} */
            colour: "blue" | "yellow" | "orange" | "red";
        };
        /** @description A one-time link; `restricted` only for those who may read personal data. */
        Link: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            state: "sent" | "opened" | "withdrawn" | "expired";
            report_id: string | null;
            incident_id: string | null;
            purpose: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            expires_at: string;
            opened_at: string | null;
            withdrawn_at: string | null;
            position_at: string | null;
            position_accuracy_m: number | null;
            photos: number;
            restricted?: components["schemas"]["LinkPrivate"];
        };
        /** @description A link for the caller of a report or a witness of an incident. */
        LinkIn: {
            incident_id?: string | null;
            report_id?: string | null;
            phone?: string | null;
            /** @default 60 */
            minutes: number;
            purpose?: string | null;
        };
        /** @description Where the phone said it is, WGS 84 in degrees. */
        LinkPlace: {
            lon: number;
            lat: number;
            accuracy_m: number | null;
            /** @constant */
            source: "link";
        };
        /** @description The personal part of a link. */
        LinkPrivate: {
            phone: string | null;
            place: components["schemas"]["LinkPlace"] | null;
        };
        /** @description The incident a report belongs to. */
        LinkReportIn: {
            /** Format: uuid */
            incident_id: string;
        };
        /** @description Who asks by the cookie of a one-time link. */
        LinkSession: {
            account: null;
            name: string;
            permissions: string[];
            csrf: string;
            /** Format: date-time */
            server_time: string;
            city: components["schemas"]["City"];
        };
        /** @description A phone that shows an incident; `place` for those who may read personal data. */
        LivePhone: {
            source: components["schemas"]["Source"];
            /** @enum {string} */
            sender: "link" | "account";
            /** Format: uuid */
            sender_id: string;
            /** Format: date-time */
            started_at: string;
            /** Format: date-time */
            ends_at: string;
            place: components["schemas"]["Place"] | null;
            may_end: boolean;
        };
        /** @description A point, WGS 84, with how sure we are of it and where it came from. */
        Location: {
            lon: number;
            lat: number;
            accuracy_m?: number | null;
            source?: ("map" | "coordinate" | "landmark" | "address" | "device" | "link") | null;
        };
        /** @description A map document; done, `file_id` is its file at `/api/files`, for a week. */
        MapDocument: {
            /** Format: uuid */
            id: string;
            title: string;
            /** @enum {string} */
            state: "queued" | "running" | "done" | "failed" | "cancelled";
            choices: {
                [key: string]: unknown;
            };
            progress: components["schemas"]["Steps"];
            file_id: string | null;
            notes: {
                [key: string]: number;
            };
            problem: components["schemas"]["Trouble"] | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            changed_at: string;
        };
        /**
         * @description A map as a file.
         *
         *     `box` is west, south, east, north in degrees (WGS 84); without it the map fits the incident, or
         *     else the layers and drawings, or else the city. It is widened to the ratio of the paper.
         *     `things` are kinds of resources and units (`resource:hospital`, `unit:engine`, `units`).
         *     `paper` and `resolution` are for pictures; a PDF is always fine. Layers, things and drawings
         *     are read with the present rights of whoever asks when the file is made.
         */
        MapIn: {
            /** @enum {string} */
            form: "png" | "pdf" | "html";
            title: string;
            /** @default  */
            about: string;
            box?: [
                number,
                number,
                number,
                number
            ] | null;
            layers?: string[];
            things?: string[];
            /** @default false */
            drawings: boolean | components["schemas"]["WhichDrawings"];
            incident?: string | null;
            /**
             * @default a4-landscape
             * @enum {string}
             */
            paper: "a4-landscape" | "a4-portrait" | "a3-landscape" | "a3-portrait" | "16:9";
            /**
             * @default print
             * @enum {string}
             */
            resolution: "draft" | "print" | "fine";
            /**
             * @default zh
             * @enum {string}
             */
            language: "zh" | "en";
            /**
             * @default day
             * @enum {string}
             */
            theme: "day" | "night";
        };
        /** @description The part of the Chinese name that was found, by letter. */
        Match: {
            start: number;
            end: number;
        };
        /** @description A meeting; `reminded` says that its venues were told it is about to begin. */
        Meeting: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            room_id: string;
            /** @enum {string} */
            room_state: "planned" | "open" | "closed";
            title: string;
            agenda: string;
            /** @enum {string} */
            state: "booked" | "cancelled" | "held";
            organisation: components["schemas"]["Ref"];
            incident_id: string | null;
            venues: string[];
            /** Format: date-time */
            starts_at: string;
            /** Format: date-time */
            ends_at: string;
            reminder_minutes: number;
            reminded: boolean;
            booked_by: components["schemas"]["Person"];
            /** Format: date-time */
            booked_at: string;
            version?: number;
        };
        /** @description A meeting: what about, when, which venues; seen like the room it gets (`RoomIn`). */
        MeetingIn: {
            title: string;
            /** @default  */
            agenda: string;
            /** Format: date-time */
            starts_at: string;
            /** Format: date-time */
            ends_at: string;
            /**
             * @description Minutes before the start
             * @default 15
             */
            reminder_minutes: number;
            venues?: string[];
            incident_id?: string | null;
            posts?: string[];
        };
        /** @description Fields to change; `venues` that are new are invited, none is turned away. */
        MeetingPatch: {
            /** @default - */
            title: string;
            /** @default  */
            agenda: string;
            /**
             * Format: date-time
             * @default 2000-01-01T00:00:00Z
             */
            starts_at: string;
            /**
             * Format: date-time
             * @default 2000-01-01T00:00:00Z
             */
            ends_at: string;
            /**
             * @description Minutes before the start
             * @default 15
             */
            reminder_minutes: number;
            venues?: string[];
        };
        /** @description The incident that remains, and why. */
        MergeIn: {
            /** Format: uuid */
            into: string;
            reason?: string | null;
        };
        /** @description One message: rows read, values taken, repeats folded, rows refused (the first of them). */
        Message: {
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            received_at: string;
            /** @enum {string} */
            how: "pulled" | "pushed";
            bytes: number;
            rows: number;
            taken: number;
            repeats: number;
            refused: number;
            faults: components["schemas"]["RefusedRow"][];
            sender: string;
        };
        /** @description Words, files of the sender's own, or both, about something the sender sees. */
        MessageIn: {
            /** Format: uuid */
            about: string;
            /** @default  */
            text: string;
            /** @default [] */
            files: string[];
        };
        /** @description When each state was reached, null where it was not. */
        Milestones: {
            reported: string | null;
            confirmed: string | null;
            responding: string | null;
            controlled: string | null;
            closed: string | null;
        };
        /** @description Who answers for it from now on, and why. */
        MoveIn: {
            /** Format: uuid */
            organisation_id: string;
            reason: string;
        };
        /** @description A post an incident is restricted to; nameless for whoever does not see the post. */
        NamedPost: {
            /** Format: uuid */
            id: string;
            code: string | null;
            zh: string | null;
            en: string | null;
        };
        /** @description What something is called, in Chinese and in English. */
        Names: {
            zh: string;
            en: string;
        };
        /** @description A camera; `in_view` when the incident lies in its field of view, `view`. */
        NearCamera: {
            /** Format: uuid */
            id: string;
            code: string;
            /** @enum {string} */
            kind: "hospital" | "shelter" | "station" | "hazard_source" | "protection_target" | "depot" | "camera" | "team" | "expert";
            name: components["schemas"]["Names"];
            organisation: components["schemas"]["Ref"];
            place: components["schemas"]["Place"] | null;
            area_code: string | null;
            details: {
                [key: string]: unknown;
            };
            /** @enum {string} */
            status: "normal" | "limited" | "full" | "fault" | "closed";
            fictional: boolean;
            capacity?: {
                [key: string]: number;
            };
            direction_deg?: number;
            fov_deg?: number;
            range_m?: number;
            /** @enum {string} */
            label?: "internal" | "restricted";
            posts?: string[];
            distance_m?: number;
            version?: number;
            in_view: boolean;
            view?: components["schemas"]["FieldOfView"];
        };
        /** @description A unit with its distance from the incident, in a straight line. */
        NearUnit: {
            /** Format: uuid */
            id: string;
            code: string;
            call_sign: string;
            kind: string;
            kind_zh: string;
            kind_en: string;
            agency: components["schemas"]["Ref"];
            organisation: components["schemas"]["Ref"];
            capabilities: string[];
            crew: number | null;
            /** @enum {string} */
            status: "available" | "assigned" | "en_route" | "on_scene" | "transporting" | "returning" | "out_of_service" | "off_duty";
            /** Format: date-time */
            status_at: string;
            status_note: string | null;
            reported_at: string | null;
            place: components["schemas"]["Place"] | null;
            heading_deg: number | null;
            position_at: string | null;
            station: components["schemas"]["Station"] | null;
            no_contact_since: string | null;
            incident_id: string | null;
            check: components["schemas"]["CrewCheck"] | null;
            fictional: boolean;
            version?: number;
            distance_m: number;
        };
        /**
         * @description The nearest k of something, by straight distance or by travel time.
         *
         *     `toward`: they travel to the point (units); false: one travels from the point to them.
         */
        NearestIn: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "nearest";
            point: components["schemas"]["PointIn"];
            what: string[];
            /** @default 10 */
            k: number;
            /**
             * @default distance
             * @enum {string}
             */
            by: "distance" | "road";
            /** @default true */
            toward: boolean;
            network?: string | null;
            /**
             * @default drive
             * @enum {string}
             */
            mode: "drive" | "foot";
        };
        /** @description A capability the incident calls for: units sent, proposed, still missing. */
        NeedMet: {
            capability: string;
            zh: string;
            en: string;
            count: number;
            min_crew: number;
            shared: boolean;
            sent: string[];
            picks: string[];
            missing: number;
        };
        /** @description Where the needs come from: the table, the prefix of kinds, the grade that was read. */
        NeedsRule: {
            scheme: string;
            version: string;
            kind: string;
            grade: string;
        };
        /** @description A road network: `full` has every street, `trunk` trunk roads only, undirected, unnamed. */
        Network: {
            code: string;
            zh: string;
            en: string;
            /** @enum {string} */
            detail: "full" | "trunk";
            source: string;
            licence: string;
            snap_m: number;
            edges: number;
            extent: number[];
        };
        /** @description A new link; `url` is its address on this server, shown once. */
        NewGuest: {
            /** Format: uuid */
            id: string;
            url: string;
            /** Format: date-time */
            expires_at: string;
            guest: components["schemas"]["Guest"];
        };
        /** @description A new link; `url` is its address on this server, shown once. */
        NewLink: {
            /** Format: uuid */
            id: string;
            url: string;
            /** Format: date-time */
            expires_at: string;
            link: components["schemas"]["Link"];
        };
        /** @description What an authenticator needs: the secret and its otpauth address, null on a repeat. */
        NewSecondFactor: {
            secret: string | null;
            address: string | null;
        };
        /** @description A line in the log of an incident. */
        NoteIn: {
            text: string;
        };
        /** @description That somebody took note, and when. */
        Noted: {
            /** Format: date-time */
            at: string;
            by: components["schemas"]["SeenBy"];
        };
        /** @description What a feed told last: gauges, earthquakes, typhoons. */
        Observed: {
            stations: components["schemas"]["Gauge"][];
            quakes: components["schemas"]["QuakeSeen"][];
            storms: components["schemas"]["StormSeen"][];
        };
        /** @description A session that is open; `present` marks the one that asks. */
        OpenSession: {
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            last_seen_at: string;
            /** Format: date-time */
            expires_at: string;
            address: string;
            user_agent: string;
            present: boolean;
        };
        /** @description What the page of a link may do, and for whom. */
        OpenedLink: {
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            expires_at: string;
            purpose: string | null;
            organisation: components["schemas"]["Ref"];
            may: ("position" | "report" | "photo" | "live")[];
            position_at: string | null;
            position_accuracy_m: number | null;
            photos: number;
            /** Format: date-time */
            server_time: string;
        };
        /** @description The tasks an order became, one for each recipient. */
        Ordered: {
            items: components["schemas"]["Task"][];
        };
        /** @description A node of the tree; `path` are the codes from the root down, in answers about one. */
        Organisation: {
            /** Format: uuid */
            id: string;
            code: string;
            /** @enum {string} */
            kind: "city" | "district" | "agency" | "town";
            parent_id: string | null;
            zh: string;
            en: string;
            short: string;
            pinyin: string;
            area_code: string | null;
            phone: string | null;
            path?: string[];
            version?: number;
        };
        /** @description A new organisation under an existing one; its code never changes afterwards. */
        OrganisationIn: {
            code: string;
            /** @enum {string} */
            kind: "city" | "district" | "agency" | "town";
            /** Format: uuid */
            parent_id: string;
            zh: string;
            en: string;
            short?: string | null;
            pinyin?: string | null;
            area_code?: string | null;
            phone?: string | null;
        };
        /** @description Fields to change; `parent_id` moves it with all below it. */
        OrganisationPatch: {
            /**
             * @default agency
             * @enum {string}
             */
            kind: "city" | "district" | "agency" | "town";
            parent_id?: string | null;
            /** @default  */
            zh: string;
            /** @default  */
            en: string;
            /** @default  */
            short: string;
            pinyin?: string | null;
            area_code?: string | null;
            phone?: string | null;
        };
        /** @description Something of an organisation whose affairs the asker may not see: only whom to call. */
        OtherCandidate: {
            /** @constant */
            target: "other";
            organisation: components["schemas"]["Ref"];
            distance_m: number;
            minutes: number;
        };
        /** @description What one changes of oneself: microphone, camera, shared screen, raised hand. */
        OwnIn: {
            /** Format: uuid */
            page: string;
            /** @default false */
            microphone: boolean;
            /** @default false */
            camera: boolean;
            /** @default false */
            sharing: boolean;
            /** @default false */
            hand: boolean;
        };
        /**
         * @description How the asker's own live picture stands.
         *
         *     `source_id` takes offers at `/api/video/sources/<id>/whip` while `on`; `sees` are the
         *     organisations whose desks may watch, with those above them.
         */
        OwnPhone: {
            on: boolean;
            source_id: string | null;
            take: string | null;
            arrives: boolean;
            watching: number;
            in_meeting: boolean;
            recorded: boolean;
            started_at: string | null;
            /** Format: date-time */
            ends_at: string;
            why_ended: ("sender" | "desk" | "link" | "silent" | "time") | null;
            sees: components["schemas"]["Ref"][];
            restricted: boolean;
        };
        /** @description A token for the own account; the present password proves who asks. */
        OwnTokenIn: {
            name: string;
            permissions: string[];
            /** @default 90 */
            days: number;
            current: string;
        };
        /** @description The page of the room that speaks. */
        PageIn: {
            /** Format: uuid */
            page: string;
        };
        /** @description One page of a list; `next` is the cursor of the page after, null on the last. */
        Page_Account_: {
            items: components["schemas"]["Account"][];
            next: string | null;
        };
        /** @description One page of a list; `next` is the cursor of the page after, null on the last. */
        Page_Alarm_: {
            items: components["schemas"]["Alarm"][];
            next: string | null;
        };
        /** @description One page of a list; `next` is the cursor of the page after, null on the last. */
        Page_Attachment_: {
            items: components["schemas"]["Attachment"][];
            next: string | null;
        };
        /** @description One page of a list; `next` is the cursor of the page after, null on the last. */
        Page_Attendance_: {
            items: components["schemas"]["Attendance"][];
            next: string | null;
        };
        /** @description One page of a list; `next` is the cursor of the page after, null on the last. */
        Page_AuditFact_: {
            items: components["schemas"]["AuditFact"][];
            next: string | null;
        };
        /** @description One page of a list; `next` is the cursor of the page after, null on the last. */
        Page_Closure_: {
            items: components["schemas"]["Closure"][];
            next: string | null;
        };
        /** @description One page of a list; `next` is the cursor of the page after, null on the last. */
        Page_Decision_: {
            items: components["schemas"]["Decision"][];
            next: string | null;
        };
        /** @description One page of a list; `next` is the cursor of the page after, null on the last. */
        Page_Device_: {
            items: components["schemas"]["Device"][];
            next: string | null;
        };
        /** @description One page of a list; `next` is the cursor of the page after, null on the last. */
        Page_Drawing_: {
            items: components["schemas"]["Drawing"][];
            next: string | null;
        };
        /** @description One page of a list; `next` is the cursor of the page after, null on the last. */
        Page_Duty_: {
            items: components["schemas"]["Duty"][];
            next: string | null;
        };
        /** @description One page of a list; `next` is the cursor of the page after, null on the last. */
        Page_Export_: {
            items: components["schemas"]["Export"][];
            next: string | null;
        };
        /** @description One page of a list; `next` is the cursor of the page after, null on the last. */
        Page_Feed_: {
            items: components["schemas"]["Feed"][];
            next: string | null;
        };
        /** @description One page of a list; `next` is the cursor of the page after, null on the last. */
        Page_FormWords_: {
            items: components["schemas"]["FormWords"][];
            next: string | null;
        };
        /** @description One page of a list; `next` is the cursor of the page after, null on the last. */
        Page_GeocodeHit_: {
            items: components["schemas"]["GeocodeHit"][];
            next: string | null;
        };
        /** @description One page of a list; `next` is the cursor of the page after, null on the last. */
        Page_GeofenceEvent_: {
            items: components["schemas"]["GeofenceEvent"][];
            next: string | null;
        };
        /** @description One page of a list; `next` is the cursor of the page after, null on the last. */
        Page_GeofenceRule_: {
            items: components["schemas"]["GeofenceRule"][];
            next: string | null;
        };
        /** @description One page of a list; `next` is the cursor of the page after, null on the last. */
        Page_GeofenceVisitor_: {
            items: components["schemas"]["GeofenceVisitor"][];
            next: string | null;
        };
        /** @description One page of a list; `next` is the cursor of the page after, null on the last. */
        Page_Geofence_: {
            items: components["schemas"]["Geofence"][];
            next: string | null;
        };
        /** @description One page of a list; `next` is the cursor of the page after, null on the last. */
        Page_Guest_: {
            items: components["schemas"]["Guest"][];
            next: string | null;
        };
        /** @description One page of a list; `next` is the cursor of the page after, null on the last. */
        Page_Import_: {
            items: components["schemas"]["Import"][];
            next: string | null;
        };
        /** @description One page of a list; `next` is the cursor of the page after, null on the last. */
        Page_IncidentPicture_: {
            items: components["schemas"]["IncidentPicture"][];
            next: string | null;
        };
        /** @description One page of a list; `next` is the cursor of the page after, null on the last. */
        Page_Incident_: {
            items: components["schemas"]["Incident"][];
            next: string | null;
        };
        /** @description One page of a list; `next` is the cursor of the page after, null on the last. */
        Page_Layer_: {
            items: components["schemas"]["Layer"][];
            next: string | null;
        };
        /** @description One page of a list; `next` is the cursor of the page after, null on the last. */
        Page_Link_: {
            items: components["schemas"]["Link"][];
            next: string | null;
        };
        /** @description One page of a list; `next` is the cursor of the page after, null on the last. */
        Page_LivePhone_: {
            items: components["schemas"]["LivePhone"][];
            next: string | null;
        };
        /** @description One page of a list; `next` is the cursor of the page after, null on the last. */
        Page_MapDocument_: {
            items: components["schemas"]["MapDocument"][];
            next: string | null;
        };
        /** @description One page of a list; `next` is the cursor of the page after, null on the last. */
        Page_Meeting_: {
            items: components["schemas"]["Meeting"][];
            next: string | null;
        };
        /** @description One page of a list; `next` is the cursor of the page after, null on the last. */
        Page_Message_: {
            items: components["schemas"]["Message"][];
            next: string | null;
        };
        /** @description One page of a list; `next` is the cursor of the page after, null on the last. */
        Page_NearCamera_: {
            items: components["schemas"]["NearCamera"][];
            next: string | null;
        };
        /** @description One page of a list; `next` is the cursor of the page after, null on the last. */
        Page_NearUnit_: {
            items: components["schemas"]["NearUnit"][];
            next: string | null;
        };
        /** @description One page of a list; `next` is the cursor of the page after, null on the last. */
        Page_Network_: {
            items: components["schemas"]["Network"][];
            next: string | null;
        };
        /** @description One page of a list; `next` is the cursor of the page after, null on the last. */
        Page_OpenSession_: {
            items: components["schemas"]["OpenSession"][];
            next: string | null;
        };
        /** @description One page of a list; `next` is the cursor of the page after, null on the last. */
        Page_Organisation_: {
            items: components["schemas"]["Organisation"][];
            next: string | null;
        };
        /** @description One page of a list; `next` is the cursor of the page after, null on the last. */
        Page_Post_: {
            items: components["schemas"]["Post"][];
            next: string | null;
        };
        /** @description One page of a list; `next` is the cursor of the page after, null on the last. */
        Page_RecordedWhiteboard_: {
            items: components["schemas"]["RecordedWhiteboard"][];
            next: string | null;
        };
        /** @description One page of a list; `next` is the cursor of the page after, null on the last. */
        Page_Recording_: {
            items: components["schemas"]["Recording"][];
            next: string | null;
        };
        /** @description One page of a list; `next` is the cursor of the page after, null on the last. */
        Page_Report_: {
            items: components["schemas"]["Report"][];
            next: string | null;
        };
        /** @description One page of a list; `next` is the cursor of the page after, null on the last. */
        Page_Resource_: {
            items: components["schemas"]["Resource"][];
            next: string | null;
        };
        /** @description One page of a list; `next` is the cursor of the page after, null on the last. */
        Page_RollCall_: {
            items: components["schemas"]["RollCall"][];
            next: string | null;
        };
        /** @description One page of a list; `next` is the cursor of the page after, null on the last. */
        Page_Room_: {
            items: components["schemas"]["Room"][];
            next: string | null;
        };
        /** @description One page of a list; `next` is the cursor of the page after, null on the last. */
        Page_SavedCard_: {
            items: components["schemas"]["SavedCard"][];
            next: string | null;
        };
        /** @description One page of a list; `next` is the cursor of the page after, null on the last. */
        Page_SeriesPoint_: {
            items: components["schemas"]["SeriesPoint"][];
            next: string | null;
        };
        /** @description One page of a list; `next` is the cursor of the page after, null on the last. */
        Page_Source_: {
            items: components["schemas"]["Source"][];
            next: string | null;
        };
        /** @description One page of a list; `next` is the cursor of the page after, null on the last. */
        Page_TalkMessage_: {
            items: components["schemas"]["TalkMessage"][];
            next: string | null;
        };
        /** @description One page of a list; `next` is the cursor of the page after, null on the last. */
        Page_Task_: {
            items: components["schemas"]["Task"][];
            next: string | null;
        };
        /** @description One page of a list; `next` is the cursor of the page after, null on the last. */
        Page_Text_: {
            items: components["schemas"]["Text"][];
            next: string | null;
        };
        /** @description One page of a list; `next` is the cursor of the page after, null on the last. */
        Page_TimelineFact_: {
            items: components["schemas"]["TimelineFact"][];
            next: string | null;
        };
        /** @description One page of a list; `next` is the cursor of the page after, null on the last. */
        Page_Token_: {
            items: components["schemas"]["Token"][];
            next: string | null;
        };
        /** @description One page of a list; `next` is the cursor of the page after, null on the last. */
        Page_Typhoon_: {
            items: components["schemas"]["Typhoon"][];
            next: string | null;
        };
        /** @description One page of a list; `next` is the cursor of the page after, null on the last. */
        Page_Unit_: {
            items: components["schemas"]["Unit"][];
            next: string | null;
        };
        /** @description One page of a list; `next` is the cursor of the page after, null on the last. */
        Page_Wall_: {
            items: components["schemas"]["Wall"][];
            next: string | null;
        };
        /** @description One page of a list; `next` is the cursor of the page after, null on the last. */
        Page_Warning_: {
            items: components["schemas"]["Warning"][];
            next: string | null;
        };
        /**
         * @description Who is or was in a room.
         *
         *     `id` names the camera of this participant at the media engine, `screen_id` the screen it shares;
         *     `microphone`, `camera`, `sharing` are its own, `silenced` is the chair's.
         */
        Participant: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            room_id: string;
            /** @enum {string} */
            kind: "account" | "guest";
            account_id: string | null;
            name: string;
            organisation: components["schemas"]["Ref"] | null;
            venue: string | null;
            place: components["schemas"]["Place"] | null;
            /** @enum {string} */
            role: "chair" | "speaker" | "listener" | "recorder";
            /** Format: uuid */
            page: string;
            /** Format: uuid */
            screen_id: string;
            microphone: boolean;
            camera: boolean;
            sharing: boolean;
            silenced: boolean;
            hand_at: string | null;
            barred: boolean;
            /** Format: date-time */
            entered_at: string;
            left_at: string | null;
            why_left: ("left" | "lost" | "kicked" | "closed") | null;
        };
        /** @description The present password and the new one. */
        PasswordChange: {
            current: string;
            new: string;
        };
        /** @description An account as others see it. */
        Person: {
            /** Format: uuid */
            id: string;
            name: string;
        };
        /** @description What the phone behind a source shows, since when, and whose it is: a link's or a crew's. */
        PhoneCard: {
            /** @enum {string} */
            sender: "link" | "account";
            incident_id: string | null;
            report_id: string | null;
            /** Format: date-time */
            started_at: string;
        };
        /**
         * @description Begin to show: `take` is made anew for each press of the button, the same for its retries.
         *
         *     A crew names the incident; a one-time link shows what it was sent for.
         */
        PhoneIn: {
            /** Format: uuid */
            take: string;
            incident_id?: string | null;
        };
        /** @description Where the phone is, WGS 84, as its browser measured it. */
        PhonePositionIn: {
            lon: number;
            lat: number;
            accuracy_m?: number | null;
            at?: string | null;
        };
        /** @description A camera or another source, or a meeting by its main picture. */
        PictureIn: {
            /** @enum {string} */
            kind: "room" | "source";
            /** Format: uuid */
            id: string;
        };
        /** @description The pictures a wall is to show, in their order. */
        Pictures: {
            pictures: components["schemas"]["PictureIn"][];
        };
        /** @description A point, WGS 84 in degrees, with how sure we are of it and where it came from. */
        Place: {
            lon: number;
            lat: number;
            accuracy_m?: number;
            /** @enum {string} */
            source?: "map" | "coordinate" | "landmark" | "address" | "device" | "link";
        };
        /** @description A point with how sure we are of it and where it came from. */
        PlaceIn: {
            lon: number;
            lat: number;
            accuracy_m?: number | null;
            source?: ("map" | "coordinate" | "landmark" | "address" | "device" | "link") | null;
        };
        /** @description A point, WGS 84. */
        PointIn: {
            lon: number;
            lat: number;
        };
        /** @description Where a crew's phone is, measured at `at`. */
        PositionIn: {
            place: components["schemas"]["PlaceIn"];
            /** Format: date-time */
            at: string;
        };
        /** @description A duty post, its roles, and who holds it now. */
        Post: {
            /** Format: uuid */
            id: string;
            code: string;
            zh: string;
            en: string;
            name: string;
            organisation: components["schemas"]["Ref"];
            roles: string[];
            holders: components["schemas"]["Person"][];
            version?: number;
        };
        /** @description A post that was called; without an id where no organisation has such a post. */
        PostCard: {
            id: string | null;
            code: string;
            zh: string;
            en: string;
            held?: boolean;
        };
        /** @description A new duty post of an organisation; `name` is what alarms and plans call it by. */
        PostIn: {
            /** Format: uuid */
            organisation_id: string;
            name: string;
            zh: string;
            en: string;
            roles?: string[];
        };
        /** @description Fields to change; `roles` is the whole list. */
        PostPatch: {
            /** @default  */
            zh: string;
            /** @default  */
            en: string;
            roles?: string[];
        };
        /** @description What was found in a file; `sample` is GeoJSON in WGS 84; `notes` counts what was mended. */
        Preview: {
            format: string;
            encoding: string | null;
            delimiter: string | null;
            layers: components["schemas"]["FileLayer"][];
            coordinates: {
                [key: string]: string;
            } | null;
            crs: components["schemas"]["FileCrs"];
            /** @enum {string} */
            datum: "wgs84" | "cgcs2000" | "gcj02" | "bd09";
            question: components["schemas"]["DatumQuestion"];
            columns: components["schemas"]["FileColumn"][];
            sample: {
                [key: string]: unknown;
            };
            rows: number;
            geometry: ("point" | "line" | "polygon" | "mixed") | null;
            vertices: number;
            extent: number[] | null;
            faults: components["schemas"]["RowFault"][];
            fault_count: number;
            notes: {
                [key: string]: number;
            };
        };
        /** @description How far a run is, in features. */
        Progress: {
            done: number;
            total: number;
        };
        /** @description The process answers. */
        Pulse: {
            /** @constant */
            status: "ok";
        };
        /** @description How long a drawing that is put back stays: without `until` as long as it was to. */
        PutBackIn: {
            until?: string | null;
        };
        /** @description Radii of a wind force by quadrant, in kilometres: NE, SE, SW, NW. */
        QuadrantsIn: {
            force: number;
            km: number[];
        };
        /** @description An earthquake. */
        QuakeSeen: {
            code: string;
            /** Format: date-time */
            at: string;
            magnitude: number;
            depth_km: number | null;
            place: {
                [key: string]: number;
            };
            where: string;
        };
        /** @description An earthquake of a magnitude within a distance of the city; told for `hours`. */
        QuakeThreshold: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "quake";
            magnitude: number;
            within_km: number;
            /** @default 24 */
            hours: number;
            /** @enum {string} */
            colour: "blue" | "yellow" | "orange" | "red";
        };
        /** @description How the media of a room is; `voices` are who is heard now, loudest first. */
        Quality: {
            main: string | null;
            voices: string[];
            sources: components["schemas"]["SourceQuality"][];
            viewers: components["schemas"]["ViewerQuality"][];
        };
        /** @description A unit that can go; `meets` names the needs it is proposed for, none when it is not. */
        RankedUnit: {
            /** Format: uuid */
            id: string;
            call_sign: string;
            kind: string;
            kind_zh: string;
            kind_en: string;
            agency: components["schemas"]["Ref"];
            capabilities: string[];
            crew: number | null;
            /** @enum {string} */
            status: "available" | "assigned" | "en_route" | "on_scene" | "transporting" | "returning" | "out_of_service" | "off_duty";
            incident_id: string | null;
            start: components["schemas"]["StartPlace"] | null;
            eta_s: number | null;
            distance_m: number | null;
            marks: ("stale_fix" | "from_station" | "straight_line" | "returning")[];
            fictional: boolean;
            meets: string[];
        };
        /** @description Whether this server can work; the same with status 503 when it cannot. */
        Readiness: {
            /** @enum {string} */
            status: "ok" | "unready";
            checks: components["schemas"]["Checks"];
        };
        /** @description Why. */
        ReasonIn: {
            reason: string;
        };
        /** @description The answer to whoever reports by a one-time link. */
        Receipt: {
            report: components["schemas"]["ReceiptReport"];
            version: number;
        };
        /** @description A receipt, given at `at` by the sender's clock; `reason` for a refusal, `word` to report. */
        ReceiptIn: {
            /** @enum {string} */
            receipt: "delivered" | "seen" | "accepted" | "acting" | "done" | "refused";
            at?: string | null;
            reason?: string | null;
            word?: string | null;
        };
        /** @description What the sender of a link learns of a report. */
        ReceiptReport: {
            /** Format: uuid */
            id: string;
            number: string;
            /** Format: date-time */
            received_at: string;
            attachments: number;
        };
        /** @description The receipts that have come. */
        Receipts: {
            sent: components["schemas"]["TaskReceipt"];
            delivered?: components["schemas"]["TaskReceipt"];
            seen?: components["schemas"]["TaskReceipt"];
            accepted?: components["schemas"]["TaskReceipt"];
            acting?: components["schemas"]["TaskReceipt"];
            done?: components["schemas"]["TaskReceipt"];
            refused?: components["schemas"]["TaskReceipt"];
        };
        /** @description When a position arrived. */
        ReceivedPosition: {
            /** Format: date-time */
            received_at: string;
        };
        /** @description A new report with what it suggests; `duplicates` is empty when the request is repeated. */
        ReceivedReport: {
            report: components["schemas"]["Report"];
            suggestions: components["schemas"]["Suggestions"];
            duplicates: (components["schemas"]["KnownCandidate"] | components["schemas"]["OtherCandidate"])[];
            version: number;
        };
        /**
         * @description Who should go: needs, `candidates` by time, `rejected` by time with the reason.
         *
         *     `network` is null where no road is known near the incident: all times are estimates then.
         *     `totals` counts both lists whole; they are cut after the first few hundred.
         */
        Recommendation: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            incident_id: string;
            /** Format: date-time */
            at: string;
            rule: components["schemas"]["NeedsRule"];
            network: components["schemas"]["RoadsUsed"] | null;
            closures: number;
            needs: components["schemas"]["NeedMet"][];
            picks: string[];
            candidates: components["schemas"]["RankedUnit"][];
            rejected: components["schemas"]["RejectedUnit"][];
            totals: {
                [key: string]: number;
            };
        };
        /** @description A thing drawn while it was recorded, until it was erased. */
        RecordedObject: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "pen" | "line" | "arrow" | "rectangle" | "ellipse" | "text";
            points: number[][];
            text: string;
            /** @enum {string} */
            colour: "ink" | "plot" | "blue" | "cyan" | "green" | "violet";
            width: number;
            /** Format: uuid */
            participant_id: string;
            drawn_by: string;
            /** Format: date-time */
            drawn_at: string;
            place: number;
            erased_at: string | null;
        };
        /** @description A finished file of a track: from `started_at` by the clock of the wall, about a minute. */
        RecordedSegment: {
            n: number;
            /** Format: uuid */
            track_id: string;
            /** @enum {string} */
            codec: "VP8" | "H264" | "opus";
            /** @enum {string} */
            media_type: "video/webm" | "audio/webm" | "video/mp4";
            /** Format: date-time */
            started_at: string;
            /** Format: date-time */
            ended_at: string;
            duration_s: number;
            bytes: number;
            frames: number;
            width: number | null;
            height: number | null;
            sha256: string;
            thumbnail: boolean;
        };
        /** @description Sound or picture of one participant, shared screen or source, on the common time line. */
        RecordedTrack: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "video" | "audio";
            /** Format: uuid */
            source_id: string;
            name: string;
            screen: boolean;
            segments: number;
            /** Format: date-time */
            starts_at: string;
            /** Format: date-time */
            ends_at: string;
        };
        /** @description A whiteboard that was open while it was recorded, with all that ever stood on it then. */
        RecordedWhiteboard: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            ground: "sheet" | "map";
            box: number[] | null;
            opened_by: components["schemas"]["Person"];
            /** Format: date-time */
            opened_at: string;
            closed_at: string | null;
            objects: components["schemas"]["RecordedObject"][];
        };
        /** @description Who began, ended or erased a recording; without an id it went by itself. */
        Recorder: {
            id: string | null;
            name: string;
        };
        /**
         * @description A recording; `fault` says why nothing is written at the moment, null that it is.
         *
         *     `keep_until` is null while it is running, held, or its incident is open. What the asker may do
         *     stands in answers, not in facts.
         */
        Recording: {
            /** Format: uuid */
            id: string;
            title: string;
            /** @enum {string} */
            kind: "room" | "source";
            room_id: string | null;
            source_id: string | null;
            incident_id: string | null;
            organisation: components["schemas"]["Ref"];
            /** @enum {string} */
            state: "running" | "closing" | "kept" | "erased";
            fault: ("no-media" | "disk-full" | "disk-low" | "disk-slow" | "disk-failed" | "media-down") | null;
            /** Format: date-time */
            started_at: string;
            /** Format: date-time */
            ends_at: string;
            ended_at: string | null;
            why_ended: ("stopped" | "room-closed" | "time-over") | null;
            started_by: components["schemas"]["Recorder"];
            ended_by: components["schemas"]["Recorder"] | null;
            held: boolean;
            held_reason: string | null;
            bytes: number;
            frames: number;
            segments: number;
            tracks: number;
            erased_at: string | null;
            erased_by: components["schemas"]["Recorder"] | null;
            erased_reason: string | null;
            keep_until?: string | null;
            may_stop?: boolean;
            may_hold?: boolean;
            may_clip?: boolean;
            may_erase?: boolean;
        };
        /** @description What to record: a room, or a source for so many minutes. */
        RecordingIn: {
            room_id?: string | null;
            source_id?: string | null;
            /** @default 60 */
            minutes: number;
        };
        /** @description All that a page of playback needs; `complete` is false where not all segments are listed. */
        RecordingView: {
            recording: components["schemas"]["Recording"];
            tracks: components["schemas"]["RecordedTrack"][];
            segments: components["schemas"]["RecordedSegment"][];
            complete: boolean;
            chapters: components["schemas"]["Chapter"][];
            /** Format: date-time */
            server_time: string;
        };
        /** @description The short form in which answers name an organisation or a post. */
        Ref: {
            /** Format: uuid */
            id: string;
            code: string;
            zh: string;
            en: string;
        };
        /**
         * @description A problem document (RFC 9457); every code has a page at its `type`.
         *
         *     Some codes add what helps to go on, e.g. `theirs` and `yours` of a 412.
         */
        Refusal: {
            type: string;
            title: string;
            status: number;
            detail: string;
            instance: string;
            code: string;
            trace_id: string;
            errors: components["schemas"]["Fault"][];
        } & {
            [key: string]: unknown;
        };
        /** @description A position that is not kept: where it stood in the request, and why. */
        RefusedPosition: {
            index: number;
            reason: string;
        };
        /** @description A refused row, counted from 1 below the header. */
        RefusedRow: {
            row: number;
            code: string;
            detail: string;
        };
        /** @description Why a report is closed without an incident. */
        RejectIn: {
            /** @enum {string} */
            reason: "false" | "nuisance" | "enquiry" | "duplicate" | "other";
            note?: string | null;
        };
        /** @description A unit that is not proposed, and why. */
        RejectedUnit: {
            /** Format: uuid */
            id: string;
            call_sign: string;
            kind: string;
            kind_zh: string;
            kind_en: string;
            agency: components["schemas"]["Ref"];
            capabilities: string[];
            crew: number | null;
            /** @enum {string} */
            status: "available" | "assigned" | "en_route" | "on_scene" | "transporting" | "returning" | "out_of_service" | "off_duty";
            incident_id: string | null;
            start: components["schemas"]["StartPlace"] | null;
            eta_s: number | null;
            distance_m: number | null;
            marks: ("stale_fix" | "from_station" | "straight_line" | "returning")[];
            fictional: boolean;
            /** @enum {string} */
            reason: "off_duty" | "out_of_service" | "engaged" | "lacks_capability" | "crew_too_small" | "no_position" | "unreachable_by_road";
        };
        /** @description An entry of `iceServers`, as RTCPeerConnection takes it. */
        Relay: {
            urls: string[];
            username: string;
            credential: string;
        };
        /** @description None where none is set: pages then come to the media ports directly. No STUN server ever. */
        Relays: {
            ice_servers: components["schemas"]["Relay"][];
            expires_at: string | null;
        };
        /** @description What to know before acting on it. */
        Remark: {
            code: string;
            zh: string;
            en: string;
        };
        /** @description How often the recipient was reminded, and when last. */
        Reminders: {
            count: number;
            /** Format: date-time */
            last_at?: string;
        };
        /**
         * @description A report; `restricted` only in answers about one, for those who may read personal data.
         *
         *     `waiting_since` is null once somebody works on it; `attachments` counts files.
         */
        Report: {
            /** Format: uuid */
            id: string;
            number: string;
            /** @enum {string} */
            channel: "phone" | "desk" | "field" | "link" | "agency" | "cap" | "sensor" | "api";
            /** Format: date-time */
            received_at: string;
            /** Format: date-time */
            occurred_at: string;
            kind: components["schemas"]["Kind"] | null;
            grade: ("I" | "II" | "III" | "IV") | null;
            /** @enum {string} */
            state: "received" | "linked" | "rejected";
            reject_reason: ("false" | "nuisance" | "enquiry" | "duplicate" | "other") | null;
            incident_id: string | null;
            organisation: components["schemas"]["Ref"];
            place: components["schemas"]["Place"] | null;
            area: components["schemas"]["Area"];
            title: string | null;
            attachments: number;
            waiting_since: string | null;
            taken_by: components["schemas"]["Person"] | null;
            link_id: string | null;
            drill: string | null;
            version?: number;
            restricted?: components["schemas"]["ReportPrivate"];
        };
        /**
         * @description A report as it comes in.
         *
         *     `incident_id` names the incident a crew reports from: the report hangs there at once if the
         *     crew sees it, else its desk decides.
         */
        ReportIn: {
            id?: string | null;
            channel: string;
            text: string;
            caller?: components["schemas"]["Caller"] | null;
            location?: components["schemas"]["Location"] | null;
            address?: string | null;
            place_hint?: string | null;
            occurred_at?: string | null;
            kind?: string | null;
            grade?: ("I" | "II" | "III" | "IV") | null;
            title?: string | null;
            extracted?: {
                [key: string]: number;
            };
            attachments?: string[];
            link_id?: string | null;
            incident_id?: string | null;
        };
        /** @description Any of the fields; text, caller, address and figures are personal. */
        ReportPatch: {
            /** @default  */
            text: string;
            caller?: components["schemas"]["Caller"] | null;
            location?: components["schemas"]["Location"] | null;
            address?: string | null;
            occurred_at?: string | null;
            kind?: string | null;
            grade?: ("I" | "II" | "III" | "IV") | null;
            title?: string | null;
            extracted?: {
                [key: string]: number;
            };
        };
        /**
         * @description The personal part of a report: the narrative, who called, where they live, what was read.
         *
         *     `note` is what was written when it was rejected.
         */
        ReportPrivate: {
            text: string;
            caller: components["schemas"]["CallerCard"];
            address: string | null;
            extracted: {
                [key: string]: number;
            };
            note: string | null;
        };
        /** @description Where a device is: `device` is its identifier (protocol `api`); degrees in its datum. */
        ReportedPosition: {
            device: string;
            /** Format: date-time */
            at: string;
            lon: number;
            lat: number;
            altitude_m?: number | null;
            speed_mps?: number | null;
            course_deg?: number | null;
            accuracy_m?: number | null;
            battery?: number | null;
        };
        /**
         * @description A resource; what its kind does not have is left out.
         *
         *     Directions are clockwise from true north; `capacity` counts by what it counts, e.g. `beds`;
         *     `range_m` is how far a camera recognises what happens; `label` and `posts` stand where only
         *     those posts see it; `distance_m` stands in lists by nearness.
         */
        Resource: {
            /** Format: uuid */
            id: string;
            code: string;
            /** @enum {string} */
            kind: "hospital" | "shelter" | "station" | "hazard_source" | "protection_target" | "depot" | "camera" | "team" | "expert";
            name: components["schemas"]["Names"];
            organisation: components["schemas"]["Ref"];
            place: components["schemas"]["Place"] | null;
            area_code: string | null;
            details: {
                [key: string]: unknown;
            };
            /** @enum {string} */
            status: "normal" | "limited" | "full" | "fault" | "closed";
            fictional: boolean;
            capacity?: {
                [key: string]: number;
            };
            direction_deg?: number;
            fov_deg?: number;
            range_m?: number;
            /** @enum {string} */
            label?: "internal" | "restricted";
            posts?: string[];
            distance_m?: number;
            version?: number;
        };
        /**
         * @description A new resource of an organisation; directions clockwise from true north.
         *
         *     `restricted` to `posts`, one of which is the asker's own, others see nothing of it.
         */
        ResourceIn: {
            kind: string;
            zh: string;
            en: string;
            /** Format: uuid */
            organisation_id: string;
            place?: components["schemas"]["PlaceIn"] | null;
            area_code?: string | null;
            direction_deg?: number | null;
            fov_deg?: number | null;
            range_m?: number | null;
            capacity?: {
                [key: string]: number;
            } | null;
            details?: {
                [key: string]: unknown;
            };
            /** @default normal */
            status: string;
            /** @default false */
            fictional: boolean;
            /**
             * @default internal
             * @enum {string}
             */
            label: "internal" | "restricted";
            posts?: string[];
        };
        /** @description Fields to change. */
        ResourcePatch: {
            /** @default  */
            kind: string;
            /** @default  */
            zh: string;
            /** @default  */
            en: string;
            /**
             * Format: uuid
             * @default 00000000-0000-0000-0000-000000000000
             */
            organisation_id: string;
            place?: components["schemas"]["PlaceIn"] | null;
            area_code?: string | null;
            direction_deg?: number | null;
            fov_deg?: number | null;
            range_m?: number | null;
            capacity?: {
                [key: string]: number;
            } | null;
            details?: {
                [key: string]: unknown;
            };
            /** @default  */
            status: string;
            /** @default false */
            fictional: boolean;
            /**
             * @default internal
             * @enum {string}
             */
            label: "internal" | "restricted";
            posts?: string[];
        };
        /** @description Why a rejected report is opened again. */
        RestoreIn: {
            reason: string;
        };
        /** @description The roads the times were found on; `detail` trunk knows no streets. */
        RoadsUsed: {
            code: string;
            zh: string;
            en: string;
            detail: string;
            source: string;
            licence: string;
        };
        /** @description A role and the kind of work its permissions belong to. */
        Role: {
            /** Format: uuid */
            id: string;
            code: string;
            /** @enum {string} */
            kind: "business" | "system" | "security" | "audit";
            zh: string;
            en: string;
            permissions: string[];
            wall: boolean;
            totp_required: boolean;
            version?: number;
        };
        /** @description A new role; `wall` sessions never idle out, `totp_required` asks for a second factor. */
        RoleIn: {
            code: string;
            zh: string;
            en: string;
            permissions: string[];
            /** @default false */
            wall: boolean;
            /** @default false */
            totp_required: boolean;
        };
        /** @description Fields to change; `permissions` is the whole list. */
        RolePatch: {
            /** @default  */
            zh: string;
            /** @default  */
            en: string;
            permissions?: string[];
            /** @default false */
            wall: boolean;
            /** @default false */
            totp_required: boolean;
        };
        /** @description All roles, and every permission there is with what it opens. */
        Roles: {
            items: components["schemas"]["Role"][];
            next: null;
            permissions: {
                [key: string]: string;
            };
        };
        /** @description A roll call and who answered it. */
        RollCall: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            room_id: string;
            /** Format: date-time */
            started_at: string;
            finished_at: string | null;
            called_by: string;
            entries: components["schemas"]["Answered"][];
        };
        /**
         * @description A room; `main_source` is the id of a participant, of its screen, or of a source.
         *
         *     `venues` are the organisations invited, `present` how many are in it.
         */
        Room: {
            /** Format: uuid */
            id: string;
            title: string;
            /** @enum {string} */
            state: "planned" | "open" | "closed";
            /** @enum {string} */
            sight: "invited" | "incident" | "posts";
            organisation: components["schemas"]["Ref"];
            incident_id: string | null;
            venues: string[];
            locked: boolean;
            /** @enum {string} */
            layout: "speaker" | "1" | "4" | "9" | "16";
            main_source: string | null;
            made_by: components["schemas"]["Person"];
            present: number;
            recording: components["schemas"]["RoomRecording"] | null;
            roll_call: components["schemas"]["RunningCall"] | null;
            meeting: components["schemas"]["BookedMeeting"] | null;
            /** Format: date-time */
            created_at: string;
            opened_at: string | null;
            closed_at: string | null;
        };
        /**
         * @description A room: for an incident, for the venues invited, or for named posts alone.
         *
         *     With `incident_id` whoever sees the incident sees the room; with `posts` these posts alone; else
         *     one's own organisation and those of `venues`. The roll call expects the `venues`.
         */
        RoomIn: {
            title: string;
            incident_id?: string | null;
            venues?: string[];
            posts?: string[];
        };
        /** @description That a room is being recorded; `fault` says why nothing is written at the moment. */
        RoomRecording: {
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            started_at: string;
            fault: string | null;
        };
        /**
         * @description A camera or other source shown to everybody in a room.
         *
         *     `id` names it at the media engine in this room, `source_id` is what it is; `added_by` decided
         *     that the others see it.
         */
        RoomSource: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            room_id: string;
            /** Format: uuid */
            source_id: string;
            zh: string;
            en: string;
            /** @enum {string} */
            kind: "rtsp" | "whip" | "file" | "test-pattern";
            sound: boolean;
            organisation: components["schemas"]["Ref"];
            added_by: components["schemas"]["Person"];
            /** Format: date-time */
            added_at: string;
            removed_at: string | null;
            why_removed: ("removed" | "rights" | "closed") | null;
        };
        /** @description All that the page of a room shows: who asks, as who in it, who and what is there. */
        RoomView: {
            room: components["schemas"]["Room"];
            me: components["schemas"]["Participant"] | null;
            chairs: boolean;
            participants: components["schemas"]["Participant"][];
            sources: components["schemas"]["RoomSource"][];
            whiteboard: components["schemas"]["Whiteboard"] | null;
            roll_call: components["schemas"]["RollCall"] | null;
            /** Format: date-time */
            server_time: string;
        };
        /** @description The fastest way through points in their order; closed roads are gone round. */
        RouteIn: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "route";
            points: components["schemas"]["PointIn"][];
            network?: string | null;
            /**
             * @default drive
             * @enum {string}
             */
            mode: "drive" | "foot";
        };
        /** @description Why a row cannot be taken, and what to do, in both languages. */
        RowFault: {
            row: number;
            layer: string;
            column: string | null;
            code: string;
            detail: string;
            zh: string;
            en: string;
        };
        /** @description The roll call that is running. */
        RunningCall: {
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            started_at: string;
            expected: number;
            answered: number;
        };
        /**
         * @description A question to answer now and keep.
         *
         *     About an incident, whoever sees the incident sees it; else `sight` says who: one's own
         *     organisation (`internal`) or everybody signed in (`open`).
         */
        SaveIn: {
            title: string;
            input: components["schemas"]["BufferIn"] | components["schemas"]["WithinIn"] | components["schemas"]["NearestIn"] | components["schemas"]["RouteIn"] | components["schemas"]["IsochroneIn"] | components["schemas"]["AffectedIn"] | components["schemas"]["HeatIn"] | components["schemas"]["ClustersIn"] | components["schemas"]["StatisticsIn"];
            incident_id?: string | null;
            /**
             * @default internal
             * @enum {string}
             */
            sight: "open" | "internal";
        };
        /** @description A saved answer in full. */
        Saved: {
            card: components["schemas"]["SavedCard"];
            result: components["schemas"]["Analysis"];
        };
        /** @description Who kept it. */
        SavedBy: {
            id: string | null;
            name: string;
        };
        /** @description A saved answer as lists and timelines show it. */
        SavedCard: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "buffer" | "within" | "nearest" | "route" | "isochrone" | "affected" | "heat" | "clusters" | "statistics";
            title: string;
            figures: components["schemas"]["Figure"][];
            fictional: boolean;
            detail: ("full" | "trunk") | null;
            organisation: components["schemas"]["Ref"];
            /** @enum {string} */
            sight: "open" | "internal" | "incident";
            incident_id: string | null;
            saved_by: components["schemas"]["SavedBy"];
            /** Format: date-time */
            created_at: string;
            removed_at: string | null;
            version?: number;
        };
        /** @description A layout as it was saved under its name. */
        SavedLayout: {
            name: string;
            layout: {
                [key: string]: unknown;
            };
            /** Format: date-time */
            saved_at: string;
        };
        /** @description The scene a wall is to show. */
        Scene: {
            scene: string;
        };
        /** @description Who took note of a warning first. */
        SeenBy: {
            id: string | null;
            name: string;
        };
        /** @description A line without a gap: lon, lat WGS 84, the time of each, the mean speed from each on. */
        Segment: {
            coordinates: number[][];
            times: string[];
            speeds_mps: number[];
        };
        /** @description Who hung a file; without an id for the sender of a one-time link. */
        Sender: {
            id: string | null;
            name: string;
        };
        /** @description A unit that works for an incident. */
        SentUnit: {
            /** Format: uuid */
            id: string;
            call_sign: string;
            status: string;
        };
        /** @description One reading. */
        SeriesPoint: {
            /** Format: date-time */
            at: string;
            value: number;
        };
        /**
         * @description Who is signed in, with what rights, and in which city.
         *
         *     `pending` is what must be done before anything else: until then there are no permissions.
         *     `csrf` goes into X-CSRF-Token of every write by cookie.
         */
        Session: {
            account: components["schemas"]["SessionAccount"];
            organisation: components["schemas"]["SessionOrganisation"] | null;
            posts: components["schemas"]["Ref"][];
            roles: string[];
            permissions: string[];
            unit: components["schemas"]["SessionUnit"] | null;
            pending: ("password" | "totp")[];
            totp: boolean;
            csrf: string;
            /** Format: date-time */
            server_time: string;
            city: components["schemas"]["City"];
        };
        /** @description The account that is signed in. */
        SessionAccount: {
            /** Format: uuid */
            id: string;
            username: string;
            name: string;
        };
        /** @description The organisation of an account; `kind` is city, district, agency or town. */
        SessionOrganisation: {
            /** Format: uuid */
            id: string;
            code: string;
            zh: string;
            en: string;
            kind: string;
            area_code: string | null;
        };
        /** @description The unit a crew's account speaks for. */
        SessionUnit: {
            /** Format: uuid */
            id: string;
            call_sign: string;
            kind: string;
        };
        /** @description The first administrator, proven by the token printed at the first start. */
        SetUp: {
            token: string;
            username: string;
            password: string;
            name: string;
        };
        /** @description Whether the first administrator is still to be made. */
        SetUpState: {
            needed: boolean;
        };
        /** @description How to read the feed: which field is what, whose clock, what its gauges are called. */
        SettingsIn: {
            fields?: {
                [key: string]: string;
            };
            /** @default UTC */
            zone: string;
            /** @default  */
            quantity: string;
            /** @default  */
            unit: string;
            stations?: components["schemas"]["GaugeIn"][];
        };
        /** @description A GeoJSON feature; its property `role` says what it is (area, path, thing). */
        ShapeFeature: {
            /** @constant */
            type: "Feature";
            geometry: {
                [key: string]: unknown;
            };
            properties: {
                [key: string]: unknown;
            };
        };
        /** @description A GeoJSON geometry: WGS 84 in degrees, longitude first, valid, at most 20,000 corners. */
        ShapeIn: {
            /** @enum {string} */
            type: "Point" | "LineString" | "Polygon" | "MultiPoint" | "MultiLineString" | "MultiPolygon";
            coordinates: unknown[];
        };
        /** @description A GeoJSON feature collection, WGS 84. */
        Shapes: {
            /** @constant */
            type: "FeatureCollection";
            features: components["schemas"]["ShapeFeature"][];
        };
        /** @description The whiteboard that is meant: what was meant for a closed one goes on no other. */
        SheetIn: {
            /** Format: uuid */
            page: string;
            /** Format: uuid */
            whiteboard_id: string;
        };
        /** @description Who paused an alarm, and why. */
        Shelf: {
            reason: string | null;
            by: components["schemas"]["ActorCard"] | null;
        };
        /** @description For how long an alarm may wait, and why. */
        ShelveIn: {
            minutes: number;
            reason: string;
        };
        /** @description What the pictures of a source are like; `transcoded` says why they are re-encoded. */
        Shown: {
            codec: string;
            width: number | null;
            height: number | null;
            transcoded: ("h265" | "b-frames" | "codec") | null;
            sound: string | null;
        };
        /** @description Username, password, and the six digits of the second factor where the account has one. */
        SignIn: {
            username: string;
            password: string;
            totp?: string | null;
        };
        /** @description What a picture slot of one's own page is to show, and how large; null empties it. */
        SlotIn: {
            slot: number;
            source: string | null;
            /**
             * @default small
             * @enum {string}
             */
            layer: "large" | "small";
        };
        /** @description Which slots change. */
        SlotsIn: {
            /** Format: uuid */
            page: string;
            slots: components["schemas"]["SlotIn"][];
        };
        /**
         * @description A source; address and what the camera answered are for its keepers alone.
         *
         *     Its room at the media engine has the same id; `since` is when its state began.
         */
        Source: {
            /** Format: uuid */
            id: string;
            zh: string;
            en: string;
            /** @enum {string} */
            kind: "rtsp" | "whip" | "file" | "test-pattern";
            camera_id: string | null;
            camera: components["schemas"]["CameraCard"] | null;
            organisation: components["schemas"]["Ref"];
            phone: components["schemas"]["PhoneCard"] | null;
            sound: boolean;
            look_every_s: number;
            paused: boolean;
            /** @enum {string} */
            state: "unknown" | "online" | "offline";
            /** Format: date-time */
            since: string;
            reason: string | null;
            detail: string | null;
            picture: components["schemas"]["Shown"] | null;
            snapshot_at: string | null;
            address: string | null;
            has_credentials: boolean | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            changed_at: string;
            removed_at: string | null;
            may_manage: boolean;
            version?: number;
        };
        /**
         * @description A new source, of its camera's organisation or the asker's own.
         *
         *     `address` (rtsp, rtsps) goes without name and password; `look_every_s` is how often a picture is
         *     taken for maps and lists.
         */
        SourceIn: {
            /** @enum {string} */
            kind: "rtsp" | "whip" | "file" | "test-pattern";
            zh: string;
            en: string;
            camera_id?: string | null;
            address?: string | null;
            /** @default  */
            username: string;
            /** @default  */
            password: string;
            file_id?: string | null;
            /** @default false */
            sound: boolean;
            /** @default 300 */
            look_every_s: number;
            /** @default false */
            paused: boolean;
        };
        /** @description Fields to change; name and password go together, empty ones remove them. */
        SourcePatch: {
            /** @default  */
            zh: string;
            /** @default  */
            en: string;
            camera_id?: string | null;
            /** @default  */
            address: string;
            /** @default  */
            username: string;
            /** @default  */
            password: string;
            /** @default false */
            sound: boolean;
            /** @default 300 */
            look_every_s: number;
            /** @default false */
            paused: boolean;
        };
        /**
         * @description How what somebody sends arrives: kbit/s, loss 0 to 1, loudness in -dBov (0 loudest).
         *
         *     `number` stands as CSRC in its packets; `wanted` are the sizes anybody is shown: the other may
         *     pause.
         */
        SourceQuality: {
            /** Format: uuid */
            id: string;
            number: number;
            connected: boolean;
            kbps: number;
            video_kbps: number;
            loss: number;
            level: number;
            silent: boolean;
            wanted: ("large" | "small")[];
        };
        /** @description Words of the narrative, by letter. */
        Span: {
            text: string;
            start: number;
            end: number;
        };
        /** @description The highest speed in each `step_s` seconds from the track's begin; null = silent. */
        Speeds: {
            step_s: number;
            max_mps: (number | null)[];
        };
        /** @description A point in words. */
        Spoken: {
            district: components["schemas"]["AreaName"] | null;
            town: components["schemas"]["AreaName"] | null;
            text: components["schemas"]["Names"];
            nearest: components["schemas"]["Landmark"] | null;
        };
        /** @description What the chair sets for everybody: the lock, the layout, whose picture is the main one. */
        StageIn: {
            /** @default false */
            locked: boolean;
            /**
             * @default speaker
             * @enum {string}
             */
            layout: "speaker" | "1" | "4" | "9" | "16";
            main_source?: string | null;
        };
        /** @description From where a unit would start (WGS 84): a fix taken at `at`, or its station. */
        StartPlace: {
            lon: number;
            lat: number;
            /** @enum {string} */
            source: "fix" | "station";
            at: string | null;
            age_s: number | null;
        };
        /** @description Where a unit is at home. */
        Station: {
            zh: string;
            en: string;
            place: components["schemas"]["Place"] | null;
        };
        /** @description Where a unit is at home. */
        StationIn: {
            zh: string;
            en: string;
            place: components["schemas"]["PlaceIn"];
        };
        /** @description How many things of each kind lie in each district. */
        StatisticsIn: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "statistics";
            what: string[];
        };
        /** @description A status with the moment it began; `note` lets a dispatcher leave the usual ways. */
        StatusIn: {
            /** @enum {string} */
            status: "available" | "assigned" | "en_route" | "on_scene" | "transporting" | "returning" | "out_of_service" | "off_duty";
            incident_id?: string | null;
            place?: components["schemas"]["PlaceIn"] | null;
            at?: string | null;
            note?: string | null;
        };
        /** @description What the chair changes of somebody: role, silence, and being sent out. */
        SteerIn: {
            /**
             * @default speaker
             * @enum {string}
             */
            role: "chair" | "speaker" | "listener" | "recorder";
            /** @default false */
            silenced: boolean;
            /** @default false */
            barred: boolean;
            /**
             * @default false
             * @constant
             */
            hand: false;
        };
        /** @description Why a step is taken. */
        StepIn: {
            reason?: string | null;
            note?: string | null;
        };
        /** @description How far a map is, in steps: one for each layer, and some more. */
        Steps: {
            done: number;
            total: number;
        };
        /** @description Which picture to take out of a track. */
        StillIn: {
            /** Format: uuid */
            track_id: string;
            /** Format: date-time */
            at: string;
        };
        /** @description Where a device stood. */
        Stop: {
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
            lon: number;
            lat: number;
            duration_s: number;
        };
        /** @description A typhoon. */
        StormSeen: {
            code: string;
            zh: string;
            en: string;
            /** Format: date-time */
            at: string;
            track: components["schemas"]["TrackSpot"][];
            forecasts: components["schemas"]["Forecast"][];
        };
        /**
         * @description A typhoon within a distance of the city, or its wind circle of a force over a district.
         *
         *     `ahead_h`: also by what is forecast for so many hours.
         */
        StormThreshold: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "storm";
            within_km?: number | null;
            force?: number | null;
            /** @default 0 */
            ahead_h: number;
            /** @enum {string} */
            colour: "blue" | "yellow" | "orange" | "red";
        };
        /** @description How a drawing looks. */
        Style: {
            /** @enum {string} */
            colour: "plot" | "blue" | "cyan" | "green" | "violet" | "grey";
            width: number;
            dashed: boolean;
            filled: boolean;
        };
        /** @description How a drawing looks. */
        StyleIn: {
            /**
             * @default plot
             * @enum {string}
             */
            colour: "plot" | "blue" | "cyan" | "green" | "violet" | "grey";
            /** @default 3 */
            width: number;
            /** @default false */
            dashed: boolean;
            /** @default true */
            filled: boolean;
        };
        /** @description A narrative to read; `kind` is what was chosen by hand, so that the grade fits it. */
        SuggestIn: {
            text: string;
            kind?: string | null;
        };
        /** @description What a narrative suggests, best first; nothing of it is stored. */
        Suggestions: {
            kinds: components["schemas"]["KindSuggestion"][];
            grades: components["schemas"]["GradeSuggestion"][];
            extracted: components["schemas"]["Extracted"][];
        };
        /** @description A group of symbols, told apart by its frame. */
        SymbolGroup: {
            code: string;
            zh: string;
            en: string;
            /** @enum {string} */
            frame: "triangle" | "square" | "circle" | "diamond";
        };
        /** @description A symbol of one of the two sets. */
        SymbolIn: {
            /** @enum {string} */
            set: "cn" | "milstd";
            code: string;
        };
        /** @description A symbol: `path` is drawn in a box of 24 by 24, inside the frame of its group. */
        SymbolOfSet: {
            code: string;
            group: string;
            zh: string;
            en: string;
            path: string;
        };
        /** @description A symbol by set and code. */
        SymbolRef: {
            /** @enum {string} */
            set: "cn" | "milstd";
            code: string;
        };
        /** @description The Chinese set. */
        SymbolSet: {
            version: string;
            source_note: string;
            groups: components["schemas"]["SymbolGroup"][];
            symbols: components["schemas"]["SymbolOfSet"][];
        };
        /** @description Rows of texts and numbers under their columns; moments are RFC 3339 texts. */
        Table: {
            columns: components["schemas"]["Column"][];
            rows: (string | number | null)[][];
        };
        /** @description Who works on it; `over` takes it over from somebody else. */
        TakeIn: {
            /** @default false */
            over: boolean;
        };
        /** @description What there is to know. */
        TakeOver: {
            note?: string | null;
        };
        /** @description What became of positions: those not refused are committed. */
        TakenPositions: {
            taken: number;
            refused: components["schemas"]["RefusedPosition"][];
            /** Format: date-time */
            received_at: string;
        };
        /** @description A message; files the reader may not see are left out. */
        TalkMessage: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            about: string;
            text: string;
            files: components["schemas"]["FileCard"][];
            sender: components["schemas"]["TalkSender"];
            /** Format: date-time */
            sent_at: string;
        };
        /** @description Who sent a message; `organisation` is an id. */
        TalkSender: {
            /** @enum {string} */
            kind: "account" | "token" | "link" | "system";
            id: string | null;
            name: string;
            organisation: string | null;
        };
        /** @description An order: `unit` or, when it goes to an organisation, null; `organisation` answers for it. */
        Task: {
            /** Format: uuid */
            id: string;
            incident: components["schemas"]["TaskIncident"];
            text: string;
            place: components["schemas"]["Place"] | null;
            address: string | null;
            unit: components["schemas"]["TaskUnit"] | null;
            organisation: components["schemas"]["Ref"];
            urgent: boolean;
            /** @enum {string} */
            origin: "order" | "dispatch";
            /** Format: date-time */
            ordered_at: string;
            ordered_by: string;
            orderer: components["schemas"]["Ref"];
            due_at: string | null;
            /** @enum {string} */
            state: "sent" | "delivered" | "seen" | "accepted" | "acting" | "done" | "refused" | "withdrawn";
            receipts: components["schemas"]["Receipts"];
            reason: string | null;
            last_word: components["schemas"]["TaskWord"] | null;
            ended_at: string | null;
            clocks: components["schemas"]["TaskClock"][];
            reminders: components["schemas"]["Reminders"];
            drill: string | null;
            version?: number;
        };
        /** @description A clock of an order; overdue from `due_at` on while `done_at` is null. */
        TaskClock: {
            zh: string;
            en: string;
            code: string;
            /** Format: date-time */
            started_at: string;
            /** Format: date-time */
            warn_at: string;
            /** Format: date-time */
            due_at: string;
            done_at: string | null;
        };
        /**
         * @description One order to some units and organisations: each gets a task of its own.
         *
         *     Without a `place` (WGS 84) the place of the incident counts. `due_at`: done by then.
         */
        TaskIn: {
            /** Format: uuid */
            incident_id: string;
            text: string;
            units?: string[];
            organisations?: string[];
            place?: components["schemas"]["PlaceIn"] | null;
            address?: string | null;
            /** @default false */
            urgent: boolean;
            due_at?: string | null;
        };
        /** @description The incident an order belongs to. */
        TaskIncident: {
            /** Format: uuid */
            id: string;
            number: string;
        };
        /** @description One receipt: `at` by our clock, `device_at` by the sender's; `implied` by a later one. */
        TaskReceipt: {
            /** Format: date-time */
            at: string;
            device_at: string | null;
            by: string;
            /** @enum {string} */
            via: "crew" | "desk" | "device" | "status";
            implied: boolean;
        };
        /** @description The unit an order goes to, by the call sign it had then. */
        TaskUnit: {
            /** Format: uuid */
            id: string;
            call_sign: string;
        };
        /** @description What the recipient reported last. */
        TaskWord: {
            /** Format: date-time */
            at: string;
            by: string;
            text: string;
        };
        /**
         * @description A text and what became of it.
         *
         *     It waits until the device is on line, is sent, and answered by the device; it failed when its
         *     time was over (`expired`) or the device would not have it (`refused`, `unsupported`). `cause` is
         *     the id of what it is about.
         */
        Text: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            device_id: string;
            unit_id: string | null;
            cause: string | null;
            text: string;
            urgent: boolean;
            /** @enum {string} */
            state: "waiting" | "sent" | "answered" | "failed";
            reason: ("expired" | "refused" | "unsupported") | null;
            tries: number;
            written_by: string;
            /** Format: date-time */
            written_at: string;
            /** Format: date-time */
            until: string;
            sent_at: string | null;
            ended_at: string | null;
        };
        /** @description A text for a device; `until` says how long it is worth sending, an hour when missing. */
        TextIn: {
            text: string;
            /** @default false */
            urgent: boolean;
            until?: string | null;
        };
        /** @description Where units were at a moment; those silent for longer than `look_back_s` are left out. */
        Then: {
            /** Format: date-time */
            at: string;
            look_back_s: number;
            units: components["schemas"]["WasAt"][];
        };
        /** @description A ticket that opens one socket within `expires_in` seconds. */
        Ticket: {
            ticket: string;
            expires_in: number;
        };
        /** @description A fact of a timeline; `restricted` only for those who may read personal data. */
        TimelineFact: {
            seq: number;
            /** Format: date-time */
            at: string;
            kind: string;
            topic: string;
            /** Format: uuid */
            subject: string;
            version: number;
            about: string[];
            state: {
                [key: string]: unknown;
            } | null;
            actor: components["schemas"]["ActorCard"];
            cause: number | null;
            restricted?: {
                [key: string]: unknown;
            };
        };
        /**
         * @description Figures of the local day that began at `since`, over what the asker may see.
         *
         *     `by_hour` has 24 counts of reports; `valid_share` is linked of linked and rejected, null while
         *     there are none; the other counts are by code.
         */
        Today: {
            /** Format: date-time */
            since: string;
            /** Format: date-time */
            at: string;
            reports_today: number;
            by_hour: number[];
            valid_share: number | null;
            closed_today: number;
            open_incidents: number;
            by_state: {
                [key: string]: number;
            };
            open_by_grade: {
                [key: string]: number;
            };
            open_by_district: {
                [key: string]: number;
            };
            units: components["schemas"]["UnitCount"][];
        };
        /** @description A token without its secret. */
        Token: {
            /** Format: uuid */
            id: string;
            name: string;
            account: components["schemas"]["TokenAccount"];
            permissions: string[];
            /** Format: date-time */
            expires_at: string;
            revoked_at: string | null;
            /** Format: date-time */
            created_at: string;
            last_used_at: string | null;
        };
        /** @description The account a token stands for. */
        TokenAccount: {
            /** Format: uuid */
            id: string;
            username: string;
            name: string;
        };
        /** @description A token that stands for the account of a device or service. */
        TokenIn: {
            name: string;
            permissions: string[];
            /** @default 90 */
            days: number;
            /** Format: uuid */
            account_id: string;
        };
        /** @description The six digits an authenticator shows. */
        TotpCode: {
            code: string;
        };
        /** @description The present password, to take the second factor off. */
        TotpRemoval: {
            current: string;
        };
        /**
         * @description The track of one device: `from`, `to` are those of its first and last position.
         *
         *     `distance_m` leaves gaps and drift out, `mean_mps` is over `moving_s` alone; the line was
         *     thinned by `tolerance_m`, more than was asked where that would be more than a browser draws.
         */
        Track: {
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
            device: components["schemas"]["DeviceName"];
            positions: number;
            tolerance_m: number;
            distance_m: number;
            moving_s: number;
            standing_s: number;
            max_mps: number;
            mean_mps: number | null;
            segments: components["schemas"]["Segment"][];
            stops: components["schemas"]["Stop"][];
            gaps: components["schemas"]["Gap"][];
            speeds: components["schemas"]["Speeds"];
        };
        /** @description Where a storm is or will be; without radii they follow from the wind by the model. */
        TrackPointIn: {
            /** Format: date-time */
            at: string;
            lon: number;
            lat: number;
            wind_ms?: number | null;
            radii?: components["schemas"]["QuadrantsIn"][];
        };
        /** @description A point of a track; radii in kilometres by force. */
        TrackSpot: {
            /** Format: date-time */
            at: string;
            lon: number;
            lat: number;
            wind_ms: number | null;
            pressure_hpa: number | null;
            radii: {
                [key: string]: unknown;
            };
        };
        /** @description The tracks in a time, that with the most positions first. */
        Tracks: {
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
            unit: string | null;
            tracks: components["schemas"]["Track"][];
        };
        /** @description What a feed answers now; nothing of it is kept. */
        Trial: {
            bytes: number;
            took_ms: number;
            rows: number;
            readings: number;
            quakes: number;
            storms: number;
            repeats: number;
            refused: number;
            faults: components["schemas"]["RefusedRow"][];
            sample: {
                [key: string]: unknown;
            }[];
        };
        /** @description Why an import or export failed. */
        Trouble: {
            code: string;
            detail: string;
            zh?: string;
            en?: string;
        };
        /** @description A storm on record; `number` international: year and order; winds are 10-minute means. */
        Typhoon: {
            code: string;
            number: string;
            zh: string;
            en: string;
            source: string;
            licence: string;
            begins: string;
            ends: string;
            points: number;
            wind_ms: number | null;
            pressure_hpa: number | null;
        };
        /**
         * @description A unit and what it does now; `heading_deg` clockwise from true north.
         *
         *     `status_at` is when the server learned of the status, `reported_at` when the crew set it;
         *     nothing was heard of its devices since `no_contact_since`, null while there is contact.
         */
        Unit: {
            /** Format: uuid */
            id: string;
            code: string;
            call_sign: string;
            kind: string;
            kind_zh: string;
            kind_en: string;
            agency: components["schemas"]["Ref"];
            organisation: components["schemas"]["Ref"];
            capabilities: string[];
            crew: number | null;
            /** @enum {string} */
            status: "available" | "assigned" | "en_route" | "on_scene" | "transporting" | "returning" | "out_of_service" | "off_duty";
            /** Format: date-time */
            status_at: string;
            status_note: string | null;
            reported_at: string | null;
            place: components["schemas"]["Place"] | null;
            heading_deg: number | null;
            position_at: string | null;
            station: components["schemas"]["Station"] | null;
            no_contact_since: string | null;
            incident_id: string | null;
            check: components["schemas"]["CrewCheck"] | null;
            fictional: boolean;
            version?: number;
        };
        /** @description How many units of an agency have a status. */
        UnitCount: {
            agency: components["schemas"]["Ref"];
            status: string;
            n: number;
        };
        /** @description A new unit of an organisation; `agency_id` is the service it belongs to. */
        UnitIn: {
            call_sign: string;
            kind: string;
            /** Format: uuid */
            organisation_id: string;
            agency_id?: string | null;
            capabilities?: string[];
            crew?: number | null;
            station?: components["schemas"]["StationIn"] | null;
            place?: components["schemas"]["PlaceIn"] | null;
            /** @default false */
            fictional: boolean;
        };
        /** @description Fields to change; status has its own door. */
        UnitPatch: {
            /** @default  */
            call_sign: string;
            /** @default  */
            kind: string;
            /**
             * Format: uuid
             * @default 00000000-0000-0000-0000-000000000000
             */
            organisation_id: string;
            /**
             * Format: uuid
             * @default 00000000-0000-0000-0000-000000000000
             */
            agency_id: string;
            capabilities?: string[];
            crew?: number | null;
            station?: components["schemas"]["StationIn"] | null;
            place?: components["schemas"]["PlaceIn"] | null;
            /** @default false */
            fictional: boolean;
        };
        /** @description Why a report is taken out of its incident. */
        UnlinkIn: {
            reason: string;
        };
        /**
         * @description A GPX file (at `/api/files`) as history of a device, or of the device a unit used last.
         *
         *     `datum` is that of the file: GPX is WGS 84, some Chinese apps write GCJ-02 all the same.
         */
        UploadIn: {
            /** Format: uuid */
            file: string;
            unit?: string | null;
            device?: string | null;
            /**
             * @default wgs84
             * @enum {string}
             */
            datum: "wgs84" | "gcj02" | "bd09";
        };
        /** @description What became of the points of a file: stored, there already, refused by reason. */
        Uploaded: {
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
            /** Format: uuid */
            device: string;
            points: number;
            stored: number;
            known: number;
            refused: {
                [key: string]: number;
            };
        };
        /** @description What walking the whole journal found. */
        Verification: {
            ok: boolean;
            checked: number;
            head_seq: number;
            head_digest: string;
            erased: number;
            anchors: number;
            faults: components["schemas"]["JournalFault"][];
        };
        /** @description How what somebody is sent arrives, as its page reported: kbit/s, loss 0 to 1. */
        ViewerQuality: {
            /** Format: uuid */
            id: string;
            connected: boolean;
            kbps: number;
            loss: number;
        };
        /** @description Reports that wait for an incident, those nobody works on, and when the oldest came in. */
        WaitingReports: {
            waiting: number;
            untaken: number;
            oldest: string | null;
        };
        /** @description A wall of screens, the scenes it has, and the one it shows. */
        Wall: {
            /** Format: uuid */
            id: string;
            code: string;
            zh: string;
            en: string;
            scene: string;
            scenes: string[];
            layers: string[];
            pictures: components["schemas"]["WallPicture"][];
            version?: number;
        };
        /** @description What stands in one tile of a wall. */
        WallPicture: {
            /** @enum {string} */
            kind: "room" | "source";
            /** Format: uuid */
            id: string;
        };
        /** @description A warning; `figures` are what it was judged by, `raised_at` is when it last became worse. */
        Warning: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "level" | "quake" | "storm";
            subject: string;
            /** @enum {string} */
            colour: "blue" | "yellow" | "orange" | "red";
            zh: string;
            en: string;
            figures: {
                [key: string]: unknown;
            };
            place: {
                [key: string]: number;
            } | null;
            districts: components["schemas"]["District"][];
            feed: components["schemas"]["FeedRef"];
            organisation: components["schemas"]["Ref"];
            exercise: boolean;
            /** Format: date-time */
            observed_at: string;
            /** Format: date-time */
            until: string;
            /** Format: date-time */
            issued_at: string;
            /** Format: date-time */
            raised_at: string;
            /** Format: date-time */
            changed_at: string;
            acknowledged: components["schemas"]["Noted"] | null;
            lifted_at: string | null;
            version?: number;
        };
        /** @description Where a unit was, by whichever of its devices told last before that moment, and when. */
        WasAt: {
            /** Format: uuid */
            unit: string;
            /** Format: uuid */
            device: string;
            /** Format: date-time */
            at: string;
            lon: number;
            lat: number;
            speed_mps: number | null;
            course_deg: number | null;
            moving: boolean;
        };
        /** @description Days of the week and hours, local time of the city. */
        WeeklyHours: {
            days: number[];
            from: string;
            to: string;
        };
        /**
         * @description Days of the week (1 Monday … 7 Sunday) and hours, local time of the city.
         *
         *     An end that is not after the beginning lies on the next day.
         */
        WeeklyHoursIn: {
            days: number[];
            from: string;
            to: string;
        };
        /** @description Some of the drawings that stand: those of these ids or on these sheets. */
        WhichDrawings: {
            ids?: string[];
            sheets?: string[];
        };
        /**
         * @description A whiteboard; who changed it is told in `last` how, boards and others are not.
         *
         *     Who hears of a new `revision` asks for what is newer than the one he has.
         */
        Whiteboard: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            room_id: string;
            /** @enum {string} */
            state: "open" | "closed";
            /** @enum {string} */
            ground: "sheet" | "map";
            box: number[] | null;
            opened_by: components["schemas"]["Person"];
            /** Format: date-time */
            opened_at: string;
            closed_at: string | null;
            revision: number;
            objects: number;
            last: components["schemas"]["WhiteboardChange"] | null;
        };
        /** @description What the last revision did: something drawn, some erased, or all of it wiped. */
        WhiteboardChange: {
            drawn: components["schemas"]["WhiteboardObject"] | null;
            erased: string[];
            wiped: boolean;
        };
        /** @description Which objects to erase: one's own; the chair, and who opened the whiteboard, any. */
        WhiteboardEraseIn: {
            /** Format: uuid */
            page: string;
            /** Format: uuid */
            whiteboard_id: string;
            objects: string[];
        };
        /**
         * @description A whiteboard to open: a blank sheet, or the part of the map in `box`.
         *
         *     The box is west, south, east, north in degrees (WGS 84). Both are 16 wide and 9 high on every
         *     screen.
         */
        WhiteboardIn: {
            /** Format: uuid */
            page: string;
            /** @enum {string} */
            ground: "sheet" | "map";
            box?: number[] | null;
        };
        /** @description A thing on a whiteboard; the higher its `place`, the further on top. */
        WhiteboardObject: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "pen" | "line" | "arrow" | "rectangle" | "ellipse" | "text";
            points: number[][];
            text: string;
            /** @enum {string} */
            colour: "ink" | "plot" | "blue" | "cyan" | "green" | "violet";
            width: number;
            /** Format: uuid */
            participant_id: string;
            drawn_by: string;
            /** Format: date-time */
            drawn_at: string;
            place: number;
        };
        /**
         * @description A finished thing to put on the whiteboard; `id` is made by the client (UUIDv7).
         *
         *     A pen has up to 400 points, a text one (its lower left) and its words, the others two: from, to,
         *     or two opposite corners. Points are longitude and latitude on the map, else parts of the sheet,
         *     0 to 1, from its upper left. `width` counts thousandths of the width of the sheet.
         */
        WhiteboardObjectIn: {
            /** Format: uuid */
            page: string;
            /** Format: uuid */
            whiteboard_id: string;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "pen" | "line" | "arrow" | "rectangle" | "ellipse" | "text";
            points: number[][];
            /** @default  */
            text: string;
            /**
             * @default ink
             * @enum {string}
             */
            colour: "ink" | "plot" | "blue" | "cyan" | "green" | "violet";
            /**
             * @default 4
             * @enum {integer}
             */
            width: 2 | 4 | 8;
        };
        /**
         * @description The whiteboard that is open in a room, if any, and what stands on it.
         *
         *     After a revision: what was drawn since, and which objects are erased since.
         */
        WhiteboardView: {
            whiteboard: components["schemas"]["Whiteboard"] | null;
            objects: components["schemas"]["WhiteboardObject"][];
            erased: string[];
        };
        /** @description Why an order is taken back. */
        WithdrawIn: {
            reason?: string | null;
        };
        /** @description What lies in an area; without `what` everything the asker may see but incidents. */
        WithinIn: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "within";
            area: components["schemas"]["AreaIn"];
            what?: string[] | null;
        };
    };
    responses: {
        /** @description Refused; every code has a page under /problems/ */
        Refusal: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Refusal"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    who_am_i_api_session_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"] | components["schemas"]["LinkSession"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    sign_in_api_session_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    sign_out_api_session_delete: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Refusal"];
        };
    };
    is_set_up_api_setup_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetUpState"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    set_up_api_setup_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetUp"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FirstAccount"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    audit_api_audit_get: {
        parameters: {
            query?: {
                kind?: string | null;
                actor?: string | null;
                subject?: string | null;
                from?: string | null;
                to?: string | null;
                cursor?: number | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_AuditFact_"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    exported_api_audit_csv_get: {
        parameters: {
            query?: {
                kind?: string | null;
                actor?: string | null;
                subject?: string | null;
                from?: string | null;
                to?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description UTF-8 with a byte order mark */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    anchored_api_audit_anchors_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Anchors"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    verified_api_audit_verify_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Verification"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    ticket_api_live_ticket_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    overridden_api_files_tus__upload_id__post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                upload_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/offset+octet-stream": string;
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Refusal"];
        };
    };
    give_up_api_files_tus__upload_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                upload_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Refusal"];
        };
    };
    about_api_files_tus__upload_id__options: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Refusal"];
        };
    };
    ask_api_files_tus__upload_id__head: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                upload_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Refusal"];
        };
    };
    go_on_api_files_tus__upload_id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                upload_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/offset+octet-stream": string;
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Refusal"];
        };
    };
    begin_api_files_tus_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Refusal"];
        };
    };
    about_api_files_tus_options: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Refusal"];
        };
    };
    send_api_files_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
                    /**
                     * Format: uuid
                     * @description UUIDv7
                     */
                    id?: string;
                    sha256?: string;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileCard"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    card_api_files__file_id__card_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                file_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileCard"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    download_api_files__file_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                file_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description The asked range */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unchanged since the ETag */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No longer kept */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The range lies outside */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Refusal"];
        };
    };
    preview_api_files__file_id__preview_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                file_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description The asked range */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unchanged since the ETag */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No longer kept */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The range lies outside */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Refusal"];
        };
    };
    listed_api_alarms_get: {
        parameters: {
            query?: {
                state?: "open" | "waiting" | "shelved" | "cleared" | "all";
                about?: string | null;
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Alarm_"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    find_api_alarms__alarm_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                alarm_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Alarm"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    acknowledge_api_alarms__alarm_id__acknowledge_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                alarm_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Alarm"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    shelve_api_alarms__alarm_id__shelve_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                alarm_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ShelveIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Alarm"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    unshelve_api_alarms__alarm_id__unshelve_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                alarm_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Alarm"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    clear_api_alarms__alarm_id__clear_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                alarm_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Alarm"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    find_many_api_organisations_get: {
        parameters: {
            query?: {
                kind?: ("city" | "district" | "agency" | "town") | null;
                parent?: string | null;
                q?: string | null;
                /** @description `next` of the page before */
                cursor?: string | null;
                /** @description Items per page */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Organisation_"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    register_api_organisations_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrganisationIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organisation"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    find_api_organisations__organisation_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organisation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organisation"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    change_api_organisations__organisation_id__patch: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
                /** @description The ETag the change is based on; without it 428 */
                "If-Match": string;
            };
            path: {
                organisation_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrganisationPatch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organisation"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    change_password_api_accounts_me_password_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    begin_totp_api_accounts_me_totp_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewSecondFactor"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    confirm_totp_api_accounts_me_totp_confirm_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TotpCode"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    remove_totp_api_accounts_me_totp_remove_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TotpRemoval"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    end_sessions_api_sessions_delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EndedSessions"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    find_own_api_accounts_me_tokens_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Token_"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    issue_own_api_accounts_me_tokens_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OwnTokenIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuedToken"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    revoke_own_api_accounts_me_tokens__token_id__delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                token_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Refusal"];
        };
    };
    find_many_api_accounts_get: {
        parameters: {
            query?: {
                organisation?: string | null;
                within?: string | null;
                disabled?: boolean | null;
                kind?: ("person" | "service") | null;
                q?: string | null;
                /** @description `next` of the page before */
                cursor?: string | null;
                /** @description Items per page */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Account_"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    create_api_accounts_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountWithPassword"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    find_api_accounts__account_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    change_api_accounts__account_id__patch: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
                /** @description The ETag the change is based on; without it 428 */
                "If-Match": string;
            };
            path: {
                account_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountPatch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    reset_password_api_accounts__account_id__password_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                account_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountWithPassword"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    remove_totp_api_accounts__account_id__totp_delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                account_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    disable_api_accounts__account_id__disable_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                account_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    enable_api_accounts__account_id__enable_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                account_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    unlock_api_accounts__account_id__unlock_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                account_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    find_sessions_api_accounts__account_id__sessions_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_OpenSession_"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    end_sessions_api_accounts__account_id__sessions_delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                account_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EndedSessions"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    find_many_api_posts_get: {
        parameters: {
            query?: {
                organisation?: string | null;
                name?: string | null;
                /** @description `next` of the page before */
                cursor?: string | null;
                /** @description Items per page */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Post_"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    create_api_posts_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PostIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Post"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    find_api_posts__post_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                post_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Post"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    change_api_posts__post_id__patch: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
                /** @description The ETag the change is based on; without it 428 */
                "If-Match": string;
            };
            path: {
                post_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PostPatch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Post"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    find_many_api_roles_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Roles"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    create_api_roles_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RoleIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Role"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    find_api_roles__code__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Role"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    remove_api_roles__code__delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Refusal"];
        };
    };
    change_api_roles__code__patch: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
                /** @description The ETag the change is based on; without it 428 */
                "If-Match": string;
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RolePatch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Role"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    find_many_api_tokens_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Token_"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    issue_api_tokens_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TokenIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuedToken"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    revoke_api_tokens__token_id__delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                token_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Refusal"];
        };
    };
    find_many_api_units_get: {
        parameters: {
            query?: {
                status?: ("available" | "assigned" | "en_route" | "on_scene" | "transporting" | "returning" | "out_of_service" | "off_duty")[] | null;
                kind?: string[] | null;
                organisation?: string | null;
                incident?: string | null;
                bbox?: string | null;
                q?: string | null;
                /** @description `next` of the page before */
                cursor?: string | null;
                /** @description Items per page */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Unit_"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    register_api_units_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UnitIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unit"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    find_api_units__unit_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                unit_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unit"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    change_api_units__unit_id__patch: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
                /** @description The ETag the change is based on; without it 428 */
                "If-Match": string;
            };
            path: {
                unit_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UnitPatch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unit"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    report_status_api_units__unit_id__status_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                unit_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StatusIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unit"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    report_position_api_units__unit_id__position_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                unit_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PositionIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unit"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    call_help_api_units__unit_id__help_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                unit_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HelpIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HelpCall"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    find_many_api_resources_get: {
        parameters: {
            query?: {
                kind?: string[] | null;
                organisation?: string | null;
                q?: string | null;
                bbox?: string | null;
                near?: string | null;
                /** @description `next` of the page before */
                cursor?: string | null;
                /** @description Items per page */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Resource_"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    register_api_resources_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResourceIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Resource"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    find_api_resources__resource_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                resource_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Resource"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    change_api_resources__resource_id__patch: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
                /** @description The ETag the change is based on; without it 428 */
                "If-Match": string;
            };
            path: {
                resource_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResourcePatch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Resource"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    find_many_api_duty_get: {
        parameters: {
            query?: {
                at?: string | null;
                from?: string | null;
                until?: string | null;
                organisation?: string | null;
                post?: string | null;
                /** @description `next` of the page before */
                cursor?: string | null;
                /** @description Items per page */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Duty_"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    plan_api_duty_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DutyIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Duty"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    cancel_api_duty__duty_id__delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                duty_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Refusal"];
        };
    };
    hand_over_api_duty__duty_id__hand_over_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                duty_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HandOver"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Duty"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    take_over_api_duty__duty_id__take_over_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                duty_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TakeOver"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Duty"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    find_many_api_messages_get: {
        parameters: {
            query: {
                about: string;
                after?: string | null;
                /** @description `next` of the page before */
                cursor?: string | null;
                /** @description Items per page */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_TalkMessage_"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    say_api_messages_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MessageIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TalkMessage"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    search_api_geocode_get: {
        parameters: {
            query: {
                q: string;
                near?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_GeocodeHit_"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    reverse_api_geocode_reverse_get: {
        parameters: {
            query: {
                lon: number;
                lat: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Spoken"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    address_api_geocode_address_get: {
        parameters: {
            query: {
                q: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AddressParts"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    find_many_api_layers_get: {
        parameters: {
            query?: {
                group?: string | null;
                organisation?: string | null;
                removed?: boolean;
                /** @description `next` of the page before */
                cursor?: string | null;
                /** @description Items per page */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Layer_"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    publish_api_layers_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LayerIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Layer"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    find_api_layers__layer_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                layer_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Layer"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    remove_api_layers__layer_id__delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                layer_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Refusal"];
        };
    };
    change_api_layers__layer_id__patch: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
                /** @description The ETag the change is based on; without it 428 */
                "If-Match": string;
            };
            path: {
                layer_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LayerPatch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Layer"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    restore_api_layers__layer_id__restore_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                layer_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Layer"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    networks_api_roads_networks_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Network_"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    find_many_api_roads_closures_get: {
        parameters: {
            query?: {
                ended?: boolean;
                /** @description `next` of the page before */
                cursor?: string | null;
                /** @description Items per page */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Closure_"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    close_api_roads_closures_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClosureIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Closure"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    find_api_roads_closures__closure_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                closure_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Closure"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    reopen_api_roads_closures__closure_id__delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                closure_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Refusal"];
        };
    };
    change_api_roads_closures__closure_id__patch: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
                /** @description The ETag the change is based on; without it 428 */
                "If-Match": string;
            };
            path: {
                closure_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClosurePatch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Closure"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    restore_api_roads_closures__closure_id__restore_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                closure_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Closure"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    find_many_api_drawings_get: {
        parameters: {
            query?: {
                incident?: string | null;
                removed?: boolean;
                /** @description `next` of the page before */
                cursor?: string | null;
                /** @description Items per page */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Drawing_"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    draw_api_drawings_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DrawingIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Drawing"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    symbol_set_api_drawings_symbols_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SymbolSet"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    as_file_api_drawings_export_get: {
        parameters: {
            query: {
                format: "geojson" | "kml" | "kmz" | "gpkg" | "shapefile" | "csv" | "xlsx";
                incident?: string | null;
                sheet?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    find_api_drawings__drawing_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                drawing_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Drawing"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    remove_api_drawings__drawing_id__delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                drawing_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Refusal"];
        };
    };
    change_api_drawings__drawing_id__patch: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
                /** @description The ETag the change is based on; without it 428 */
                "If-Match": string;
            };
            path: {
                drawing_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DrawingPatch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Drawing"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    restore_api_drawings__drawing_id__restore_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                drawing_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PutBackIn"] | null;
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Drawing"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    buffer_api_analysis_buffer_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BufferIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Analysis"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    within_api_analysis_within_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WithinIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Analysis"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    nearest_api_analysis_nearest_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NearestIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Analysis"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    route_api_analysis_route_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RouteIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Analysis"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    isochrone_api_analysis_isochrone_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IsochroneIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Analysis"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    affected_api_analysis_affected_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AffectedIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Analysis"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    heat_api_analysis_heat_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HeatIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Analysis"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    clusters_api_analysis_clusters_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClustersIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Analysis"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    statistics_api_analysis_statistics_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StatisticsIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Analysis"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    typhoons_api_analysis_typhoons_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Typhoon_"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    find_many_api_analysis_results_get: {
        parameters: {
            query?: {
                kind?: ("buffer" | "within" | "nearest" | "route" | "isochrone" | "affected" | "heat" | "clusters" | "statistics") | null;
                incident?: string | null;
                removed?: boolean;
                /** @description `next` of the page before */
                cursor?: string | null;
                /** @description Items per page */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_SavedCard_"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    save_api_analysis_results_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaveIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedCard"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    find_api_analysis_results__analysis_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                analysis_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Saved"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    remove_api_analysis_results__analysis_id__delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                analysis_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Refusal"];
        };
    };
    geojson_api_analysis_results__analysis_id__geojson_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                analysis_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Shapes"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    csv_api_analysis_results__analysis_id__csv_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                analysis_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description UTF-8 with a byte order mark */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    restore_api_analysis_results__analysis_id__restore_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                analysis_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedCard"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    find_many_api_imports_get: {
        parameters: {
            query?: {
                /** @description `next` of the page before */
                cursor?: string | null;
                /** @description Items per page */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Import_"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    begin_api_imports_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ImportIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    find_api_imports__import_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    choose_api_imports__import_id__choices_put: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                import_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ImportChoices"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    start_api_imports__import_id__start_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                import_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    cancel_api_imports__import_id__cancel_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                import_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    undo_api_imports__import_id__undo_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                import_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    faults_api_imports__import_id__faults_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Faults"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    fault_sheet_api_imports__import_id__faults_csv_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description UTF-8 with a byte order mark */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    find_many_api_exports_get: {
        parameters: {
            query?: {
                /** @description `next` of the page before */
                cursor?: string | null;
                /** @description Items per page */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Export_"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    begin_api_exports_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExportIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Export"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    at_once_api_exports_file_get: {
        parameters: {
            query: {
                layer_id: string;
                format: "gpkg" | "shapefile" | "geojson" | "kml" | "kmz" | "gpx" | "csv" | "xlsx";
                ids?: number[] | null;
                bbox?: string | null;
                filter?: string | null;
                crs?: number;
                datum?: "wgs84" | "cgcs2000" | "gcj02" | "bd09";
                encoding?: "utf-8" | "gb18030";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    find_api_exports__export_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                export_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Export"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    cancel_api_exports__export_id__cancel_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                export_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Export"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    find_many_api_maps_get: {
        parameters: {
            query?: {
                /** @description `next` of the page before */
                cursor?: string | null;
                /** @description Items per page */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_MapDocument_"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    begin_api_maps_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MapIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MapDocument"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    find_api_maps__document_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                document_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MapDocument"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    remove_api_maps__document_id__delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                document_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Refusal"];
        };
    };
    cancel_api_maps__document_id__cancel_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                document_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MapDocument"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    find_many_api_feeds_get: {
        parameters: {
            query?: {
                removed?: boolean;
                /** @description `next` of the page before */
                cursor?: string | null;
                /** @description Items per page */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Feed_"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    add_api_feeds_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FeedIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Feed"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    forms_api_feeds_forms_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_FormWords_"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    find_api_feeds__feed_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                feed_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Feed"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    remove_api_feeds__feed_id__delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                feed_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Refusal"];
        };
    };
    change_api_feeds__feed_id__patch: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
                /** @description The ETag the change is based on; without it 428 */
                "If-Match": string;
            };
            path: {
                feed_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FeedPatch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Feed"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    restore_api_feeds__feed_id__restore_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                feed_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Feed"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    try_out_api_feeds__feed_id__test_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                feed_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Trial"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    messages_api_feeds__feed_id__messages_get: {
        parameters: {
            query?: {
                /** @description `next` of the page before */
                cursor?: string | null;
                /** @description Items per page */
                limit?: number;
            };
            header?: never;
            path: {
                feed_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Message_"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    push_api_feeds__feed_id__messages_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                feed_id: string;
            };
            cookie?: never;
        };
        /** @description The message as the feed's form has it */
        requestBody: {
            content: {
                "application/octet-stream": string;
                "text/csv": string;
                "application/json": string;
                "text/plain": string;
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    observed_api_feeds__feed_id__observed_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                feed_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Observed"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    series_api_feeds__feed_id__series_get: {
        parameters: {
            query: {
                station: string;
                quantity: string;
                since?: string | null;
                /** @description Items per page */
                limit?: number;
            };
            header?: never;
            path: {
                feed_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_SeriesPoint_"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    find_many_api_warnings_get: {
        parameters: {
            query?: {
                lifted?: boolean;
                feed?: string | null;
                /** @description `next` of the page before */
                cursor?: string | null;
                /** @description Items per page */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Warning_"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    find_api_warnings__warning_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                warning_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Warning"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    acknowledge_api_warnings__warning_id__acknowledge_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                warning_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Warning"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    find_many_api_devices_get: {
        parameters: {
            query?: {
                state?: ("active" | "quarantined" | "refused") | null;
                protocol?: ("jt808" | "cot" | "nmea" | "osmand" | "api") | null;
                unit?: string | null;
                online?: boolean | null;
                q?: string | null;
                /** @description `next` of the page before */
                cursor?: string | null;
                /** @description Items per page */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Device_"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    register_api_devices_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeviceIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Device"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    find_api_devices__device_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                device_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Device"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    change_api_devices__device_id__patch: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
                /** @description The ETag the change is based on; without it 428 */
                "If-Match": string;
            };
            path: {
                device_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DevicePatch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Device"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    renew_api_devices__device_id__secret_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                device_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Device"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    send_api_devices__device_id__text_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                device_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TextIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Text"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    find_many_api_devices__device_id__texts_get: {
        parameters: {
            query?: {
                /** @description `next` of the page before */
                cursor?: string | null;
                /** @description Items per page */
                limit?: number;
            };
            header?: never;
            path: {
                device_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Text_"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    osmand_query_osmand_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    osmand_body_osmand_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    positions_api_positions_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReportedPosition"] | components["schemas"]["ReportedPosition"][];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TakenPositions"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    tracks_api_tracks_get: {
        parameters: {
            query: {
                unit?: string | null;
                device?: string | null;
                from: string;
                to?: string | null;
                zoom?: number | null;
                tolerance_m?: number | null;
                stop_radius_m?: number;
                stop_s?: number;
                gap_s?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tracks"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    upload_file_api_tracks_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UploadIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Uploaded"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    file_api_tracks_file_get: {
        parameters: {
            query: {
                unit?: string | null;
                device?: string | null;
                from: string;
                to?: string | null;
                format: "gpx" | "geojson" | "csv";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    at_api_tracks_at_get: {
        parameters: {
            query: {
                at: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Then"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    played_api_tracks_film_get: {
        parameters: {
            query: {
                from: string;
                to: string;
                step_s?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    find_many_api_geofences_get: {
        parameters: {
            query?: {
                withdrawn?: boolean;
                /** @description `next` of the page before */
                cursor?: string | null;
                /** @description Items per page */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Geofence_"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    draw_api_geofences_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GeofenceIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Geofence"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    find_events_api_geofences_events_get: {
        parameters: {
            query?: {
                fence?: string | null;
                unit?: string | null;
                rule?: string | null;
                standing?: boolean | null;
                /** @description `next` of the page before */
                cursor?: string | null;
                /** @description Items per page */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_GeofenceEvent_"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    find_event_api_geofences_events__event_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                event_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GeofenceEvent"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    find_rules_api_geofences_rules_get: {
        parameters: {
            query?: {
                fence?: string | null;
                /** @description `next` of the page before */
                cursor?: string | null;
                /** @description Items per page */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_GeofenceRule_"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    make_rule_api_geofences_rules_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GeofenceRuleIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GeofenceRule"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    find_rule_api_geofences_rules__rule_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                rule_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GeofenceRule"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    withdraw_rule_api_geofences_rules__rule_id__delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                rule_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Refusal"];
        };
    };
    change_rule_api_geofences_rules__rule_id__patch: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
                /** @description The ETag the change is based on; without it 428 */
                "If-Match": string;
            };
            path: {
                rule_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GeofenceRulePatch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GeofenceRule"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    find_api_geofences__fence_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                fence_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Geofence"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    withdraw_api_geofences__fence_id__delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                fence_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Refusal"];
        };
    };
    change_api_geofences__fence_id__patch: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
                /** @description The ETag the change is based on; without it 428 */
                "If-Match": string;
            };
            path: {
                fence_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GeofencePatch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Geofence"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    visitors_api_geofences__fence_id__inside_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                fence_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_GeofenceVisitor_"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    restore_api_geofences__fence_id__restore_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                fence_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Geofence"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    find_many_api_video_meetings_get: {
        parameters: {
            query?: {
                since?: string | null;
                /** @description `next` of the page before */
                cursor?: string | null;
                /** @description Items per page */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Meeting_"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    book_api_video_meetings_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MeetingIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Meeting"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    find_api_video_meetings__meeting__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                meeting: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Meeting"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    change_api_video_meetings__meeting__patch: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
                /** @description The ETag the change is based on; without it 428 */
                "If-Match": string;
            };
            path: {
                meeting: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MeetingPatch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Meeting"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    cancel_api_video_meetings__meeting__cancel_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                meeting: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Meeting"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    calendar_api_video_meetings__meeting__calendar_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                meeting: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description iCalendar (RFC 5545) */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/calendar": string;
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    enter_api_video_rooms__room__enter_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                room: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EnterIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoomView"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    leave_api_video_rooms__room__leave_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                room: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PageIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Participant"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    change_own_api_video_rooms__room__me_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                room: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OwnIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Participant"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    answer_api_video_rooms__room__answer_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                room: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PageIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RollCall"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    silence_api_video_rooms__room__silence_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                room: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoomView"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    steer_api_video_rooms__room__participants__participant__post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                room: string;
                participant: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SteerIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Participant"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    listed_api_video_rooms__room__guests_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                room: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Guest_"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    invite_api_video_rooms__room__guests_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                room: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GuestIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewGuest"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    withdraw_api_video_rooms__room__guests__guest__delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                room: string;
                guest: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Guest"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    exchange_api_video_guests_exchange_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExchangeIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Refusal"];
        };
    };
    current_api_video_guests_current_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GuestRoom"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    publish_api_video_rooms__room__whip_post: {
        parameters: {
            query?: {
                /** @description The page that entered; without it whoever asks */
                page?: string | null;
                screen?: boolean;
            };
            header?: never;
            path: {
                room: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/sdp": string;
            };
        };
        responses: {
            /** @description The answer, with all candidates: nothing trickles */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/sdp": string;
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    stop_api_video_rooms__room__whip__source__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                room: string;
                source: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Refusal"];
        };
    };
    subscribe_api_video_rooms__room__whep_post: {
        parameters: {
            query?: {
                /** @description The page that entered; without it whoever asks */
                page?: string | null;
                follows?: boolean;
            };
            header?: never;
            path: {
                room: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/sdp": string;
            };
        };
        responses: {
            /** @description The answer, with all candidates: nothing trickles */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/sdp": string;
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    bind_api_video_rooms__room__slots_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                room: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SlotsIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Bound"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    quality_api_video_rooms__room__quality_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                room: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Quality"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    find_many_api_video_rooms_get: {
        parameters: {
            query?: {
                state?: ("planned" | "open" | "closed") | null;
                incident?: string | null;
                /** @description `next` of the page before */
                cursor?: string | null;
                /** @description Items per page */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Room_"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    make_api_video_rooms_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RoomIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Room"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    view_api_video_rooms__room__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                room: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoomView"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    set_stage_api_video_rooms__room__stage_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                room: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StageIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Room"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    invite_api_video_rooms__room__venues_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                room: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InviteIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Room"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    bring_api_video_rooms__room__sources_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                room: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BringIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoomSource"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    take_out_api_video_rooms__room__sources__source__delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                room: string;
                source: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoomSource"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    close_api_video_rooms__room__close_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                room: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Room"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    roll_calls_api_video_rooms__room__roll_calls_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                room: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_RollCall_"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    call_api_video_rooms__room__roll_calls_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                room: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RollCall"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    finish_api_video_rooms__room__roll_calls_finish_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                room: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RollCall"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    decisions_api_video_rooms__room__decisions_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                room: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Decision_"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    decide_api_video_rooms__room__decisions_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                room: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecisionIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Decision"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    attendance_api_video_rooms__room__attendance_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                room: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Attendance_"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    said_api_video_rooms__room__messages_get: {
        parameters: {
            query?: {
                after?: string | null;
                /** @description `next` of the page before */
                cursor?: string | null;
                /** @description Items per page */
                limit?: number;
            };
            header?: never;
            path: {
                room: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_TalkMessage_"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    say_api_video_rooms__room__messages_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                room: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChatIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TalkMessage"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    view_api_video_rooms__room__whiteboard_get: {
        parameters: {
            query?: {
                after?: number | null;
            };
            header?: never;
            path: {
                room: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WhiteboardView"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    open_one_api_video_rooms__room__whiteboard_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                room: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WhiteboardIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Whiteboard"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    draw_api_video_rooms__room__whiteboard_objects_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                room: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WhiteboardObjectIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Whiteboard"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    erase_api_video_rooms__room__whiteboard_erase_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                room: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WhiteboardEraseIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Whiteboard"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    wipe_api_video_rooms__room__whiteboard_wipe_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                room: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SheetIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Whiteboard"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    close_api_video_rooms__room__whiteboard_close_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                room: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SheetIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Whiteboard"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    relays_api_video_relays_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Relays"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    find_many_api_video_sources_get: {
        parameters: {
            query?: {
                kind?: ("rtsp" | "whip" | "file" | "test-pattern") | null;
                state?: ("unknown" | "online" | "offline") | null;
                organisation?: string | null;
                camera?: string[] | null;
                q?: string | null;
                removed?: boolean;
                /** @description `next` of the page before */
                cursor?: string | null;
                /** @description Items per page */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Source_"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    add_api_video_sources_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SourceIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Source"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    find_api_video_sources__source_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                source_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Source"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    remove_api_video_sources__source_id__delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                source_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Refusal"];
        };
    };
    change_api_video_sources__source_id__patch: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
                /** @description The ETag the change is based on; without it 428 */
                "If-Match": string;
            };
            path: {
                source_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SourcePatch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Source"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    restore_api_video_sources__source_id__restore_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                source_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Source"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    snapshot_api_video_sources__source_id__snapshot_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                source_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": string;
                };
            };
            /** @description Unchanged since the ETag */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Refusal"];
        };
    };
    still_api_video_sources__source_id__still_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                source_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileCard"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    watch_api_video_sources__source_id__whep_post: {
        parameters: {
            query?: {
                layer?: "large" | "small";
            };
            header?: never;
            path: {
                source_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/sdp": string;
            };
        };
        responses: {
            /** @description The answer; Location is what DELETE ends */
            201: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/sdp": string;
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    stop_watching_api_video_sources__source_id__whep__peer_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                source_id: string;
                peer_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Refusal"];
        };
    };
    send_api_video_sources__source_id__whip_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                source_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/sdp": string;
            };
        };
        responses: {
            /** @description The answer; Location is what DELETE ends */
            201: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/sdp": string;
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    stop_sending_api_video_sources__source_id__whip__peer_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                source_id: string;
                peer_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Refusal"];
        };
    };
    find_many_api_video_recordings_get: {
        parameters: {
            query?: {
                room?: string | null;
                source?: string | null;
                incident?: string | null;
                state?: ("running" | "closing" | "kept" | "erased") | null;
                from?: string | null;
                to?: string | null;
                /** @description `next` of the page before */
                cursor?: string | null;
                /** @description Items per page */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Recording_"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    start_api_video_recordings_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecordingIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Recording"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    view_api_video_recordings__recording__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                recording: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordingView"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    whiteboards_api_video_recordings__recording__whiteboards_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                recording: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_RecordedWhiteboard_"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    stop_api_video_recordings__recording__stop_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                recording: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Recording"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    hold_api_video_recordings__recording__hold_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                recording: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HoldIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Recording"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    erase_api_video_recordings__recording__erase_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                recording: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EraseIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Recording"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    segment_api_video_recordings__recording__segments__n__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                recording: string;
                n: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description video/webm, audio/webm or video/mp4, as the segment says */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description The asked range */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unchanged since the ETag */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The range lies outside */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Refusal"];
        };
    };
    thumbnail_api_video_recordings__recording__segments__n__thumbnail_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                recording: string;
                n: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": string;
                };
            };
            /** @description Unchanged since the ETag */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Refusal"];
        };
    };
    still_api_video_recordings__recording__stills_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                recording: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StillIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileCard"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    codes_api_codes_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Codes"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    find_many_api_reports_get: {
        parameters: {
            query?: {
                state?: ("received" | "linked" | "rejected") | null;
                channel?: string | null;
                organisation?: string | null;
                incident?: string | null;
                from?: string | null;
                to?: string | null;
                q?: string | null;
                /** @description `next` of the page before */
                cursor?: string | null;
                /** @description Items per page */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Report_"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    receive_api_reports_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReportIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceivedReport"] | components["schemas"]["Receipt"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    suggest_api_reports_suggest_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SuggestIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Suggestions"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    find_duplicates_api_reports_duplicates_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Draft"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Duplicates"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    find_own_api_reports_mine_get: {
        parameters: {
            query?: {
                /** @description Items per page */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Report_"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    find_api_reports__report__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                report: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Report"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    amend_api_reports__report__patch: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
                /** @description The ETag the change is based on; without it 428 */
                "If-Match": string;
            };
            path: {
                report: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReportPatch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Report"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    take_api_reports__report__take_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                report: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["TakeIn"] | null;
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Report"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    link_api_reports__report__link_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                report: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinkReportIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Report"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    unlink_api_reports__report__unlink_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                report: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UnlinkIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Report"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    reject_api_reports__report__reject_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                report: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RejectIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Report"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    restore_api_reports__report__restore_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                report: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RestoreIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Report"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    find_many_api_incidents_get: {
        parameters: {
            query?: {
                state?: ("open" | "reported" | "confirmed" | "responding" | "controlled" | "closed" | "merged") | null;
                kind?: string | null;
                grade?: ("I" | "II" | "III" | "IV") | null;
                organisation?: string | null;
                bbox?: string | null;
                from?: string | null;
                to?: string | null;
                q?: string | null;
                /** @description `next` of the page before */
                cursor?: string | null;
                /** @description Items per page */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Incident_"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    open_incident_api_incidents_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IncidentIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incident"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    exported_api_incidents_csv_get: {
        parameters: {
            query?: {
                state?: ("open" | "reported" | "confirmed" | "responding" | "controlled" | "closed" | "merged") | null;
                kind?: string | null;
                grade?: ("I" | "II" | "III" | "IV") | null;
                organisation?: string | null;
                bbox?: string | null;
                from?: string | null;
                to?: string | null;
                q?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description UTF-8 with a byte order mark */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    counts_api_incidents_counts_get: {
        parameters: {
            query?: {
                state?: ("open" | "reported" | "confirmed" | "responding" | "controlled" | "closed" | "merged") | null;
                kind?: string | null;
                grade?: ("I" | "II" | "III" | "IV") | null;
                organisation?: string | null;
                bbox?: string | null;
                from?: string | null;
                to?: string | null;
                q?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Counts"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    of_incident_api_incidents__incident__timeline_get: {
        parameters: {
            query?: {
                /** @description `next` of the page before */
                cursor?: string | null;
                /** @description Items per page */
                limit?: number;
            };
            header?: never;
            path: {
                incident: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_TimelineFact_"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    of_report_api_reports__report__timeline_get: {
        parameters: {
            query?: {
                /** @description `next` of the page before */
                cursor?: string | null;
                /** @description Items per page */
                limit?: number;
            };
            header?: never;
            path: {
                report: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_TimelineFact_"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    of_incident_api_incidents__incident__attachments_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                incident: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Attachment_"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    add_api_incidents__incident__attachments_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                incident: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AttachmentIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attachment"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    near_incident_api_incidents__incident__nearby_get: {
        parameters: {
            query: {
                what: "units" | "cameras" | "resources";
                limit?: number;
            };
            header?: never;
            path: {
                incident: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_NearUnit_"] | components["schemas"]["Page_NearCamera_"] | components["schemas"]["Page_Resource_"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    find_api_incidents__incident__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                incident: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incident"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    change_api_incidents__incident__patch: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
                /** @description The ETag the change is based on; without it 428 */
                "If-Match": string;
            };
            path: {
                incident: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IncidentPatch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incident"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    merge_api_incidents__incident__merge_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                incident: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MergeIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incident"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    unmerge_api_incidents__incident__unmerge_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                incident: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incident"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    move_api_incidents__incident__move_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                incident: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MoveIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incident"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    assign_api_incidents__incident__assign_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                incident: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssignIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incident"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    label_api_incidents__incident__label_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                incident: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LabelIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incident"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    note_api_incidents__incident__notes_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                incident: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoteIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incident"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    stop_clock_api_incidents__incident__clocks__code__done_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                incident: string;
                code: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["StepIn"] | null;
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incident"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    step_api_incidents__incident___verb__post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                incident: string;
                verb: "confirm" | "respond" | "control" | "close" | "reopen";
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["StepIn"] | null;
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incident"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    listed_api_links_get: {
        parameters: {
            query?: {
                report_id?: string | null;
                incident_id?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Link_"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    make_api_links_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinkIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewLink"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    exchange_api_links_exchange_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExchangeIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Refusal"];
        };
    };
    current_api_links_current_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenedLink"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    position_api_links_current_position_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PhonePositionIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceivedPosition"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    withdraw_api_links__link__delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                link: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Link"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    list_walls_api_walls_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Wall_"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    show_scene_api_walls__code__scene_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Scene"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Wall"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    lay_api_walls__code__layers_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Layers"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Wall"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    hang_api_walls__code__pictures_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Pictures"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Wall"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    read_layout_api_desks__name__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedLayout"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    save_layout_api_desks__name__put: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Layout"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedLayout"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    today_api_statistics_today_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Today"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    recommend_api_dispatch_recommend_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Asked"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Recommendation"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    dispatch_api_dispatch_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DispatchIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dispatched"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    find_many_api_tasks_get: {
        parameters: {
            query?: {
                incident?: string | null;
                unit?: string | null;
                organisation?: string | null;
                state?: ("sent" | "delivered" | "seen" | "accepted" | "acting" | "done" | "refused" | "withdrawn")[] | null;
                open?: boolean;
                overdue?: boolean;
                /** @description `next` of the page before */
                cursor?: string | null;
                /** @description Items per page */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Task_"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    order_api_tasks_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TaskIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ordered"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    find_api_tasks__task__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                task: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    give_api_tasks__task__receipts_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                task: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReceiptIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    remind_api_tasks__task__remind_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                task: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    withdraw_api_tasks__task__withdraw_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                task: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WithdrawIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    account_api_units__unit_id__account_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                unit_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CheckIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version, quoted, as If-Match wants it */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unit"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    pictures_api_incidents__incident__pictures_get: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path: {
                incident: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_IncidentPicture_"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    live_api_phones_get: {
        parameters: {
            query?: {
                incident_id?: string | null;
                report_id?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_LivePhone_"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    mine_api_phones_mine_get: {
        parameters: {
            query?: {
                incident_id?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnPhone"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    start_api_phones_mine_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PhoneIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnPhone"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    stop_api_phones_mine_delete: {
        parameters: {
            query?: {
                incident_id?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Refusal"];
        };
    };
    end_api_phones__source_id__end_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                source_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Refusal"];
        };
    };
    clip_api_video_recordings__recording__clips_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request gives the same answer; with another request 409 */
                "Idempotency-Key"?: string | null;
            };
            path: {
                recording: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClipForm"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Clip"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    live_livez_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pulse"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    ready_readyz_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    metrics_metrics_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
}
