/** Which adapter stands behind which port, and which use case gets which ports. */
package io.spendcast.bootstrap.wiring;
