package io.spendcast.adapters.databricks.rights;

import com.databricks.sdk.service.jobs.JobRunAs;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** As whom a job runs: addresses are users, all else is the application id of a principal. */
public final class RunAs {
  /** How the platform names principals. */
  static final String PRINCIPAL = "service_principal_name";

  private RunAs() {}

  public static JobRunAs of(String whom) {
    return isUser(whom)
        ? new JobRunAs().setUserName(whom)
        : new JobRunAs().setServicePrincipalName(whom);
  }

  public static void write(ObjectNode runAs, String whom) {
    runAs.put(isUser(whom) ? "user_name" : PRINCIPAL, whom);
  }

  static boolean isUser(String whom) {
    return whom.contains("@");
  }
}
