package eu.vigil.node.operator;

import eu.vigil.node.escalation.ChannelTrial;
import eu.vigil.node.operator.accounts.Accounts;
import eu.vigil.node.operator.audit.LogAudit;
import eu.vigil.node.operator.desk.Calls;
import eu.vigil.node.operator.desk.Drills;

/**
 * What is asked of the node itself and not of its cases.
 *
 * @param accounts who may come in
 * @param audit whether the logs hold
 * @param channels whether pages get through
 * @param drills whether the other contact points are there
 * @param calls who is called about what
 * @param rereading of the configuration
 */
public record Administration(
        Accounts accounts, LogAudit audit, ChannelTrial channels, Drills drills, Calls calls, Rereading rereading) {}
