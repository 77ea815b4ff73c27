using ApnaKart.Watch.Collectors.Sandbox.Api;

namespace ApnaKart.Watch.Collectors.Sandbox.Controllers;

/// <summary>Brings the world closer to what one object asks for. Called again after every change, so each call may do one step.</summary>
internal interface IController
{
    void Reconcile(StoredObject item);
}
