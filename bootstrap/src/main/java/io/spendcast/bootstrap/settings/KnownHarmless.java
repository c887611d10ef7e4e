package io.spendcast.bootstrap.settings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/**
 * What may be shown of free-form settings. Whoever invents a name for a secret is not asked to
 * invent one that we know: below a free-form key only names and values are shown that are known to
 * hold none.
 */
final class KnownHarmless {
  private static final Pattern FREE_FORM =
      Pattern.compile(
          "spark\\.conf\\..*|databricks\\.cluster\\..*|source\\.tables\\[.*\\.options\\..*");

  private static final String SPARK =
      "spark\\.(app\\.name|master|cores\\.max|submit\\.deployMode|serializer|kryoserializer\\.buffer.*"
          + "|executor\\.(memory\\w*|cores|instances|heartbeatInterval)"
          + "|driver\\.(memory\\w*|cores|maxResultSize|host|port|bindAddress)"
          + "|(default|shuffle|memory|dynamicAllocation|rdd|task|scheduler|speculation|locality"
          + "|broadcast|cleaner|files|reducer|stage|excludeOnFailure|network\\.timeout"
          + "|io\\.compression|databricks\\.(delta|io|adaptive|cluster)|delta"
          + "|sql\\.(?!catalog\\.))(\\..*)?|sql\\.(?!catalog\\.).*)";

  private static final String CLUSTER =
      "num_workers|autoscale\\.(min|max)_workers|(driver_)?node_type_id|spark_version|runtime_engine"
          + "|data_security_mode|single_user_name|kind|is_single_node|use_ml_runtime|policy_id"
          + "|(driver_)?instance_pool_id|existing_cluster_id|enable_elastic_disk"
          + "|enable_local_disk_encryption|apply_policy_default_values|custom_tags\\..*"
          + "|(aws|azure|gcp)_attributes\\..*|spark_conf\\."
          + SPARK;

  private static final Pattern NAME =
      Pattern.compile(
          "spark\\.conf\\."
              + SPARK
              + "|databricks\\.cluster\\.((data|training)\\.)?("
              + CLUSTER
              + ")|source\\.tables\\[.*\\.options\\.(?i:sep|delimiter|quote|escape|encoding|charset|header"
              + "|comment|nullValue|emptyValue|nanValue|positiveInf|negativeInf|lineSep|multiLine|mode"
              + "|ignore\\w+WhiteSpace|dateFormat|timestamp\\w*Format|inferSchema|enforceSchema"
              + "|maxColumns|maxCharsPerColumn|samplingRatio|mergeSchema|pathGlobFilter"
              + "|recursiveFileLookup|versionAsOf|timestampAsOf|primitivesAsString|prefersDecimal"
              + "|allow\\w+|locale|timeZone|datetimeRebaseMode|int96RebaseMode)");

  /** No secret is so short a number or a yes or no; a reference to one is none itself. */
  private static final Pattern VALUE =
      Pattern.compile("(?i)|true|false|yes|no|\\d{1,6}[kmgt]?b?|\\{\\{secrets/[^/}]+/[^/}]+}}");

  private KnownHarmless() {}

  /** Whether a value may be shown, as far as its place says. */
  static boolean isOne(String place, JsonNode value) {
    return !FREE_FORM.matcher(place).matches()
        || NAME.matcher(place).matches()
        || VALUE.matcher(value.asText()).matches();
  }

  /** Whether it only says where a secret is. */
  static boolean isReference(JsonNode value) {
    return value.asText().startsWith("{{secrets/") && VALUE.matcher(value.asText()).matches();
  }
}
