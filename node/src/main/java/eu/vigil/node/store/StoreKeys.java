package eu.vigil.node.store;

import eu.vigil.node.journal.LogKeeper;
import eu.vigil.pki.vault.CaseVault;

/**
 * The keys that the store works with.
 *
 * @param logs whose pair logs it keeps, and with what their heads are signed
 * @param cases protects what is stored of cases
 * @param search codes the words by which cases are found
 */
public record StoreKeys(LogKeeper logs, CaseVault cases, SearchKey search) {}
